package io.tidemark.exporter.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import java.util.Optional;
import java.util.OptionalLong;
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
    for (Reading reading : Reading.values()) {
      Gauge.builder(reading.name, this, meters -> orNan(meters.read(reading)))
          .description(reading.description + " Read when scraped, not at the last sweep.")
          .baseUnit("bytes")
          .register(registry);
    }
    Optional<String> collector = jvm.collectorName();
    if (collector.isPresent()) {
      Gauge.builder("tidemark.gc.info", this, meters -> 1)
          .description(
              "1, labelled with the JVM's garbage collector, which is the same at every sweep.")
          .tag("gc", collector.get())
          .register(registry);
    }
  }

  private OptionalLong read(Reading reading) {
    return switch (reading) {
      case RESIDENT -> memory.get().resident();
      case VIRTUAL -> memory.get().virtual();
      case SWAP -> memory.get().swap();
      case RESIDENT_PEAK -> memory.get().residentPeak();
      case CONTAINER_LIMIT -> memory.get().containerLimit();
      case HEAP_AFTER_GC -> jvm.heapAfterGcBytes();
    };
  }

  private static double orNan(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : Double.NaN;
  }

  private enum Reading {
    RESIDENT("process.resident.memory", "Resident memory of the process."),
    VIRTUAL("process.virtual.memory", "Virtual memory of the process."),
    SWAP("tidemark.process.swap", "Memory of the process that is swapped out."),
    RESIDENT_PEAK(
        "tidemark.process.resident.memory.peak", "The most resident memory the process has had."),
    CONTAINER_LIMIT(
        "tidemark.container.memory.limit",
        "The smallest memory limit of the process's control groups."),
    HEAP_AFTER_GC(
        "tidemark.heap.after.gc",
        "Heap used right after the last collection, over all heap pools.");

    private final String name;
    private final String description;

    Reading(String name, String description) {
      this.name = name;
      this.description = description;
    }
  }
}
