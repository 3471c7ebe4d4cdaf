package io.tidemark.exporter.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidemark.exporter.process.JvmMemory;
import java.lang.management.MemoryUsage;
import java.util.function.ToLongFunction;

/**
 * The JVM's memory pools, by the names of Micrometer's {@code JvmMemoryMetrics}; that one also
 * binds buffer pools, which the contract does not have, and asks for its beans in a way that starts
 * more of the JDK's management.
 */
final class JvmMemoryMeters implements MeterBinder {
  private final JvmMemory jvm;

  JvmMemoryMeters(JvmMemory jvm) {
    this.jvm = jvm;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (JvmMemory.Pool pool : jvm.pools()) {
      gauge(registry, pool, "used", "Memory used of the JVM's pool.", MemoryUsage::getUsed);
      gauge(
          registry,
          pool,
          "committed",
          "Memory that the operating system has set aside for the JVM's pool.",
          MemoryUsage::getCommitted);
      gauge(registry, pool, "max", "The most the JVM's pool may become.", MemoryUsage::getMax);
    }
  }

  private static void gauge(
      MeterRegistry registry,
      JvmMemory.Pool pool,
      String name,
      String description,
      ToLongFunction<MemoryUsage> value) {
    Gauge.builder("jvm.memory." + name, pool, from -> valueOrNan(from, value))
        .description(description + " Read when scraped, not at the last sweep.")
        .baseUnit("bytes")
        .tag("area", pool.area())
        .tag("id", pool.id())
        .strongReference(true)
        .register(registry);
  }

  /** A pool without a maximum says -1, which is no number of bytes. */
  private static double valueOrNan(JvmMemory.Pool pool, ToLongFunction<MemoryUsage> value) {
    return pool.usage()
        .map(usage -> (double) value.applyAsLong(usage))
        .filter(bytes -> bytes >= 0)
        .orElse(Double.NaN);
  }
}
