package io.tidemark.benchmarks.pauses;

/**
 * One time for which a JVM stood still.
 *
 * @param atMillis when it was over, in milliseconds of the JVM's life
 * @param operation what the JVM did, in its words
 * @param millis from the request to the end
 */
public record Safepoint(double atMillis, String operation, double millis) {

  /** As of JDK 17 (Parallel, Serial), of JDK 25 (the same), and of G1 and Shenandoah on both. */
  private static final String FULL =
      "ParallelGCSystemGC|GenCollectFull|ParallelGCCollect|SerialGCCollect"
          + "|G1CollectFull|ShenandoahFullGC";

  /** What the JVM does by itself, whatever the application and its agents do. */
  private static final String HOUSEKEEPING = "G1.*|Cleanup|ICBufferFull";

  /** Whether it lies between two times of the JVM's life. */
  public boolean isBetween(double fromMillis, double toMillis) {
    return atMillis > fromMillis && atMillis < toMillis;
  }

  public boolean isFullCollection() {
    return operation.matches(FULL);
  }

  /** Whether it is a collection by G1 or the JVM's own housekeeping. */
  public boolean isHousekeeping() {
    return operation.matches(HOUSEKEEPING);
  }
}
