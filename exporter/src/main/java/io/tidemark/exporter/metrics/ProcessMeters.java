package io.tidemark.exporter.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** The process's memory and its collector. A gauge whose value is not known says NaN. */
final class ProcessMeters implements MeterBinder {
  private final Supplier<ProcessMemory> memory;
  private final JvmMemory jvm;

  ProcessMeters(Supplier<ProcessMemory> memory, JvmMemory jvm) {
    this.memory = memory;
    this.jvm = jvm;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    bytes(
        registry,
        "process.resident.memory",
        "Resident memory of the process. Read when scraped, not at the last sweep.",
        ProcessMemory::resident);
    bytes(
        registry,
        "process.virtual.memory",
        "Virtual memory of the process. Read when scraped, not at the last sweep.",
        ProcessMemory::virtual);
    bytes(
        registry,
        "tidemark.process.swap",
        "Memory of the process that is swapped out. Read when scraped, not at the last sweep.",
        ProcessMemory::swap);
    bytes(
        registry,
        "tidemark.process.resident.memory.peak",
        "The most resident memory the process has had. Read when scraped, not at the last sweep.",
        ProcessMemory::residentPeak);
    bytes(
        registry,
        "tidemark.container.memory.limit",
        "The smallest memory limit of the process's control groups."
            + " Read when scraped, not at the last sweep.",
        ProcessMemory::containerLimit);
    Gauge.builder("tidemark.heap.after.gc", jvm, bean -> orNan(bean.heapAfterGcBytes()))
        .description(
            "Heap used right after the last collection, over all heap pools."
                + " Read when scraped, not at the last sweep.")
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
    jvm.collectorName()
        .ifPresent(
            name ->
                Gauge.builder("tidemark.gc.info", () -> 1)
                    .description(
                        "1, labelled with the JVM's garbage collector, which is the same at every"
                            + " sweep.")
                    .tag("gc", name)
                    .strongReference(true)
                    .register(registry));
  }

  private void bytes(
      MeterRegistry registry,
      String name,
      String description,
      Function<ProcessMemory, OptionalLong> value) {
    Gauge.builder(name, this, meters -> orNan(value.apply(meters.memory.get())))
        .description(description)
        .baseUnit("bytes")
        .register(registry);
  }

  private static double orNan(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : Double.NaN;
  }
}
