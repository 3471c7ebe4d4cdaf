package io.tidemark.agent.discovery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the application run between two pauses. Walks that follow one another within a millisecond
 * are one long pause to a request that waits.
 */
public final class Rest {

  private static final Duration LEAST = Duration.ofMillis(20);

  private Rest() {}

  /**
   * Returns when the application had as long as the pause took, and at least 20 ms; earlier for a
   * thread that is interrupted.
   */
  public static void after(Duration pause) {
    LockSupport.parkNanos(Math.max(LEAST.toNanos(), pause.toNanos()));
  }
}
