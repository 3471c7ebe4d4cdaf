package io.tidemark.exporter.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidemark.exporter.process.JvmMemory;
import java.lang.management.MemoryUsage;

/**
 * The JVM's memory pools, by the names of Micrometer's {@code JvmMemoryMetrics}; that one also
 * binds buffer pools, which Tidemark does not publish, and asks for its beans in a way that starts
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
      for (Reading reading : Reading.values()) {
        Gauge.builder("jvm.memory." + reading.name, pool, from -> reading.of(from))
            .description(reading.description + " Read when scraped, not at the last sweep.")
            .baseUnit("bytes")
            .tag("area", pool.area())
            .tag("id", pool.id())
            .strongReference(true)
            .register(registry);
      }
    }
  }

  private enum Reading {
    USED("used", "Memory used of the JVM's pool."),
    COMMITTED("committed", "Memory that the operating system has set aside for the JVM's pool."),
    MAX("max", "The most the JVM's pool may become.");

    private final String name;
    private final String description;

    Reading(String name, String description) {
      this.name = name;
      this.description = description;
    }

    /** NaN for what is not known: a pool without a maximum says -1, which is no number of bytes. */
    double of(JvmMemory.Pool pool) {
      MemoryUsage usage = pool.usage().orElse(null);
      if (usage == null) {
        return Double.NaN;
      }
      long bytes =
          switch (this) {
            case USED -> usage.getUsed();
            case COMMITTED -> usage.getCommitted();
            case MAX -> usage.getMax();
          };
      return bytes < 0 ? Double.NaN : bytes;
    }
  }
}
