package io.tidemark.exporter.census;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The immutable result of one sweep. All that is published comes from one census, so that its
 * figures agree with each other. May be shared between threads.
 *
 * @param takenAt when the sweep ended, wall clock
 * @param sweepDuration what the sweep took of its one thread
 * @param maps every live map whose table is at or over the tracking threshold, in no order
 * @param agent the agent's own state at that moment
 */
public record Census(
    Instant takenAt, Duration sweepDuration, List<TrackedMap> maps, AgentStatus agent) {

  public Census {
    Objects.requireNonNull(takenAt, "takenAt");
    Objects.requireNonNull(sweepDuration, "sweepDuration");
    Objects.requireNonNull(agent, "agent");
    maps = List.copyOf(maps);
  }
}
