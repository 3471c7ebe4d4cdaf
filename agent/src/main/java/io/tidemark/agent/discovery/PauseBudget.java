package io.tidemark.agent.discovery;

import java.time.Duration;

/**
 * Decides before each walk over the heap whether it would stop the application for too long, and
 * measures those that are made, with a {@link Rest} between two. A walk can't be broken off, so the
 * estimate is all there is.
 */
public final class PauseBudget {

  /** Bytes an object where objects are rather large. */
  private static final int GENEROUS_OBJECT = 64;

  private static final int NANOS_AN_OBJECT = 8;

  /** ZGC and Shenandoah mark the whole heap to walk it. */
  private static final int NANOS_AN_OBJECT_MARKING = 30;

  /**
   * Before a walk the JVM stops all threads and looks through their stacks for objects that escape
   * analysis removed; those that wake meanwhile spin. On two processors a thousand that wake five
   * times a second took 1.2 to 1.6 s, while the walk itself took some milliseconds.
   */
  private static final long NANOS_A_THREAD = 3_000_000;

  /** What reading one map's fields adds to a walk. */
  private static final int NANOS_A_MAP = 40;

  private final long maxNanos;
  private int passes;
  private long lastNanos;
  private long longestNanos;

  /** The slowest walk over everything that read nothing. */
  private long walkNanos;

  /**
   * A budget whose first walk is judged by the heap's size: so generously that it is refused only
   * where it would hardly be in time even with few and large objects.
   *
   * @param threads of the platform, that are to be stopped
   */
  PauseBudget(Duration maxPause, long heapUsedBytes, boolean walkMarks, int threads) {
    maxNanos = maxPause.toNanos();
    walkNanos =
        heapUsedBytes / GENEROUS_OBJECT * (walkMarks ? NANOS_AN_OBJECT_MARKING : NANOS_AN_OBJECT)
            + toStopThreads(threads).toNanos();
  }

  /** What it takes at most to stop so many threads of the platform for a look at the heap. */
  public static Duration toStopThreads(int threads) {
    return Duration.ofNanos(threads * NANOS_A_THREAD / Runtime.getRuntime().availableProcessors());
  }

  /** What a walk that reads the fields of so many maps is expected to take. */
  Duration expected(long maps) {
    return Duration.ofNanos(walkNanos + maps * NANOS_A_MAP);
  }

  /** Whether a walk that reads the fields of so many maps is expected to be in time. */
  boolean allows(long maps) {
    return expected(maps).toNanos() <= maxNanos;
  }

  /** Rests after the walk before, if there was one, and returns when the next one starts. */
  long start() {
    if (passes > 0) {
      Rest.after(Duration.ofNanos(lastNanos));
    }
    return System.nanoTime();
  }

  /** At the end of a walk that read nothing, by which the later ones are judged. */
  void walked(long start) {
    boolean first = passes == 0;
    read(start);
    walkNanos = first ? lastNanos : Math.max(walkNanos, lastNanos);
  }

  /** At the end of a walk that read fields. */
  void read(long start) {
    lastNanos = System.nanoTime() - start;
    longestNanos = Math.max(longestNanos, lastNanos);
    passes++;
  }

  int passes() {
    return passes;
  }

  Duration longestPause() {
    return Duration.ofNanos(longestNanos);
  }
}
