package io.tidemark.exporter.census;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * One moment on both clocks. Other moments are told by the monotonic clock alone, since the wall
 * clock may be set; this one says what the wall clock had then. May be shared between threads.
 *
 * @param nanos of the monotonic clock, {@link System#nanoTime()}
 * @param wall of the wall clock
 */
public record Moment(long nanos, Instant wall) {

  public Moment {
    Objects.requireNonNull(wall, "wall");
  }

  /** This very moment. */
  public static Moment now() {
    return new Moment(System.nanoTime(), Instant.now());
  }

  /** The wall clock's time at another moment of the monotonic clock, to the millisecond below. */
  public Instant at(long otherNanos) {
    return wall.plusNanos(otherNanos - nanos).truncatedTo(ChronoUnit.MILLIS);
  }

  /** How long ago another moment of the monotonic clock was. */
  public Duration since(long otherNanos) {
    return Duration.ofNanos(nanos - otherNanos);
  }
}
