package io.tidemark.exporter.metrics;

import static java.lang.Double.NaN;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidemark.exporter.census.AgentStatus;
import io.tidemark.exporter.census.Publication;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The agent's own single figures. To be bound once there is a first census. */
final class AgentMeters implements MeterBinder {
  private final Supplier<Publication> publication;

  AgentMeters(Supplier<Publication> publication) {
    this.publication = publication;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("tidemark.build.info", Reading.ONE)
        .description("1, labelled with the agent's version. As of the last sweep.")
        .tag("version", Labels.clean(agent().version()))
        .register(registry);
    gauge("tidemark.agent.info", Reading.ONE)
        .description(
            "1, labelled with how the agent came into the JVM and the JVM's version."
                + " As of the last sweep.")
        .tag("mode", agent().mode().name().toLowerCase(Locale.ROOT))
        .tag("java.version", System.getProperty("java.version", "unknown"))
        .register(registry);
    gauge("tidemark.discovery.seconds", Reading.DISCOVERY_SECONDS)
        .description(
            "How long the last search for maps older than the weaving took. As of the last sweep.")
        .register(registry);
    gauge("tidemark.discovery.longest.pause.seconds", Reading.DISCOVERY_PAUSE_SECONDS)
        .description(
            "The longest that the last search for older maps stopped the application."
                + " As of the last sweep.")
        .register(registry);
    gauge("tidemark.discovery.complete", Reading.DISCOVERY_COMPLETE)
        .description(
            "1 when the last search for maps older than the weaving missed none, else 0."
                + " As of the last sweep.")
        .register(registry);
    counter("tidemark.holder.search", Reading.HOLDER_SECONDS)
        .baseUnit("seconds")
        .description("What the searches for maps' holders took. As of the last sweep.")
        .register(registry);
    counter("tidemark.hook.errors", Reading.HOOK_ERRORS)
        .description("Throwables that were stopped inside a hook. As of the last sweep.")
        .register(registry);
    counter("tidemark.failed.sweeps", Reading.FAILED_SWEEPS)
        .description(
            "Rounds of the sweep thread that ended in a throwable."
                + " As of the last sweep that did not.")
        .register(registry);
    FunctionTimer.builder(
            "tidemark.sweep.duration",
            this,
            meters -> meters.publication.get().sweeps(),
            meters -> meters.publication.get().sweepNanos(),
            TimeUnit.NANOSECONDS)
        .description("How long sweeps take, up to and with the last sweep.")
        .register(registry);
    gauge("tidemark.last.sweep.timestamp", Reading.LAST_SWEEP_SECONDS)
        .description("When the last sweep began, in seconds since 1970.")
        .baseUnit("seconds")
        .register(registry);
    gauge("tidemark.agent.memory", Reading.MEMORY_BYTES)
        .description("Heap that the agent's registry holds, estimated. As of the last sweep.")
        .baseUnit("bytes")
        .register(registry);
  }

  private Gauge.Builder<AgentMeters> gauge(String name, Reading reading) {
    return Gauge.builder(name, this, meters -> meters.read(reading));
  }

  private FunctionCounter.Builder<AgentMeters> counter(String name, Reading reading) {
    return FunctionCounter.builder(name, this, meters -> meters.read(reading));
  }

  private double read(Reading reading) {
    return switch (reading) {
      case ONE -> 1;
      case DISCOVERY_SECONDS -> discovered() ? agent().discovery().took().toNanos() / 1e9 : NaN;
      case DISCOVERY_PAUSE_SECONDS ->
          discovered() ? agent().discovery().longestPause().toNanos() / 1e9 : NaN;
      case DISCOVERY_COMPLETE -> !discovered() ? NaN : agent().discovery().complete() ? 1 : 0;
      case HOLDER_SECONDS -> agent().holderSeconds();
      case HOOK_ERRORS -> agent().hookErrors();
      case FAILED_SWEEPS -> agent().failedSweeps();
      case LAST_SWEEP_SECONDS -> publication.get().census().takenAt().toEpochMilli() / 1000.0;
      case MEMORY_BYTES -> agent().memoryBytes();
    };
  }

  private boolean discovered() {
    return agent().discovery() != null;
  }

  private AgentStatus agent() {
    return publication.get().census().agent();
  }

  /** Not a function each: see {@link Figure}. */
  private enum Reading {
    ONE,
    DISCOVERY_SECONDS,
    DISCOVERY_PAUSE_SECONDS,
    DISCOVERY_COMPLETE,
    HOLDER_SECONDS,
    HOOK_ERRORS,
    FAILED_SWEEPS,
    LAST_SWEEP_SECONDS,
    MEMORY_BYTES
  }
}
