package io.tidemark.exporter.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidemark.exporter.census.AgentStatus;
import io.tidemark.exporter.census.DiscoveryStatus;
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
    Gauge.builder("tidemark.build.info", () -> 1)
        .description("1, labelled with the agent's version. As of the last sweep.")
        .tag("version", Labels.clean(agent().version()))
        .strongReference(true)
        .register(registry);
    Gauge.builder("tidemark.agent.info", () -> 1)
        .description(
            "1, labelled with how the agent came into the JVM and the JVM's version."
                + " As of the last sweep.")
        .tag("mode", agent().mode().name().toLowerCase(Locale.ROOT))
        .tag("java.version", System.getProperty("java.version", "unknown"))
        .strongReference(true)
        .register(registry);
    Gauge.builder("tidemark.discovery.seconds", this, meters -> meters.discoverySeconds())
        .description(
            "How long the last search for maps older than the weaving took. As of the last sweep.")
        .register(registry);
    Gauge.builder("tidemark.discovery.longest.pause.seconds", this, meters -> meters.pauseSeconds())
        .description(
            "The longest that the last search for older maps stopped the application."
                + " As of the last sweep.")
        .register(registry);
    Gauge.builder("tidemark.discovery.complete", this, meters -> meters.discoveryComplete())
        .description(
            "1 when the last search for maps older than the weaving missed none, else 0."
                + " As of the last sweep.")
        .register(registry);
    FunctionCounter.builder(
            "tidemark.holder.search", this, meters -> meters.agent().holderSeconds())
        .baseUnit("seconds")
        .description("What the searches for maps' holders took. As of the last sweep.")
        .register(registry);
    FunctionCounter.builder("tidemark.hook.errors", this, meters -> meters.agent().hookErrors())
        .description("Throwables that were stopped inside a hook. As of the last sweep.")
        .register(registry);
    FunctionCounter.builder("tidemark.failed.sweeps", this, meters -> meters.agent().failedSweeps())
        .description("Sweeps that ended in a throwable. As of the last sweep that did not.")
        .register(registry);
    FunctionTimer.builder(
            "tidemark.sweep.duration",
            this,
            meters -> meters.publication.get().sweeps(),
            meters -> meters.publication.get().sweepNanos(),
            TimeUnit.NANOSECONDS)
        .description("How long sweeps take, up to and with the last sweep.")
        .register(registry);
    Gauge.builder("tidemark.last.sweep.timestamp", this, AgentMeters::lastSweepSeconds)
        .description("When the last sweep ended, in seconds since 1970.")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("tidemark.agent.memory", this, meters -> meters.agent().memoryBytes())
        .description("Heap that the agent's registry holds, estimated. As of the last sweep.")
        .baseUnit("bytes")
        .register(registry);
  }

  private AgentStatus agent() {
    return publication.get().census().agent();
  }

  private double discoverySeconds() {
    DiscoveryStatus last = agent().discovery();
    return last == null ? Double.NaN : last.took().toNanos() / 1e9;
  }

  private double pauseSeconds() {
    DiscoveryStatus last = agent().discovery();
    return last == null ? Double.NaN : last.longestPause().toNanos() / 1e9;
  }

  private double discoveryComplete() {
    DiscoveryStatus last = agent().discovery();
    return last == null ? Double.NaN : last.complete() ? 1 : 0;
  }

  private double lastSweepSeconds() {
    return publication.get().census().takenAt().toEpochMilli() / 1000.0;
  }
}
