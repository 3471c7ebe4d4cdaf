package io.tidemark.exporter.census;

import java.time.Duration;

/**
 * What has been published up to one moment. Immutable: whoever reads one publication reads figures
 * that agree with each other.
 *
 * @param census the last census; null before the first
 * @param sweeps how many censuses were published
 * @param sweepNanos what their sweeps took together, in nanoseconds
 * @param atNanos when it was published, on the clock of {@link System#nanoTime()}
 */
public record Publication(Census census, long sweeps, long sweepNanos, long atNanos) {

  /** Nothing was published yet. */
  public static Publication none(long nowNanos) {
    return new Publication(null, 0, 0, nowNanos);
  }

  /** This publication followed by one more census. */
  public Publication followedBy(Census next, long nowNanos) {
    return new Publication(next, sweeps + 1, sweepNanos + next.sweepDuration().toNanos(), nowNanos);
  }

  /** How long ago it was published. */
  public Duration age(long nowNanos) {
    return Duration.ofNanos(nowNanos - atNanos);
  }
}
