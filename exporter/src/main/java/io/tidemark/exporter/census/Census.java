package io.tidemark.exporter.census;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The immutable result of one sweep. All that is published comes from one census, so that its
 * figures agree with each other. It may share rows with the census before. May be shared between
 * threads.
 *
 * @param taken when the sweep began: all its maps are judged by that time
 * @param sweepDuration what the sweep took of its one thread
 * @param maps every live map whose table is at or over the tracking threshold, in no order; it is
 *     not copied, since it may be long, and must not change any more
 * @param agent the agent's own state at that moment
 */
public record Census(
    Moment taken, Duration sweepDuration, List<TrackedMap> maps, AgentStatus agent) {

  public Census {
    Objects.requireNonNull(taken, "taken");
    Objects.requireNonNull(sweepDuration, "sweepDuration");
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(maps, "maps");
  }

  /** When the sweep began, by the wall clock. */
  public Instant takenAt() {
    return taken.wall();
  }

  /** Since when a map that carries the flag retained-empty does so. */
  public Instant retainedSince(TrackedMap map) {
    return taken.at(map.retainedNanos());
  }

  /** When the map was first seen. */
  public Instant trackedSince(TrackedMap map) {
    return taken.at(map.trackedNanos());
  }

  /** How long the map was observed. */
  public Duration observedFor(TrackedMap map) {
    return taken.since(map.trackedNanos());
  }
}
