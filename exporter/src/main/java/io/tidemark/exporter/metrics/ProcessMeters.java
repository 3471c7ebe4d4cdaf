package io.tidemark.exporter.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

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
        meters -> orNan(meters.memory.get().resident()));
    bytes(
        registry,
        "process.virtual.memory",
        "Virtual memory of the process. Read when scraped, not at the last sweep.",
        meters -> orNan(meters.memory.get().virtual()));
    bytes(
        registry,
        "tidemark.process.swap",
        "Memory of the process that is swapped out. Read when scraped, not at the last sweep.",
        meters -> orNan(meters.memory.get().swap()));
    bytes(
        registry,
        "tidemark.process.resident.memory.peak",
        "The most resident memory the process has had. Read when scraped, not at the last sweep.",
        meters -> orNan(meters.memory.get().residentPeak()));
    bytes(
        registry,
        "tidemark.container.memory.limit",
        "The smallest memory limit of the process's control groups."
            + " Read when scraped, not at the last sweep.",
        meters -> orNan(meters.memory.get().containerLimit()));
    bytes(
        registry,
        "tidemark.heap.after.gc",
        "Heap used right after the last collection, over all heap pools."
            + " Read when scraped, not at the last sweep.",
        meters -> orNan(meters.jvm.heapAfterGcBytes()));
    Optional<String> collector = jvm.collectorName();
    if (collector.isPresent()) {
      Gauge.builder("tidemark.gc.info", this, meters -> 1)
          .description(
              "1, labelled with the JVM's garbage collector, which is the same at every sweep.")
          .tag("gc", collector.get())
          .register(registry);
    }
  }

  private void bytes(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<ProcessMeters> value) {
    Gauge.builder(name, this, value).description(description).baseUnit("bytes").register(registry);
  }

  private static double orNan(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : Double.NaN;
  }
}
