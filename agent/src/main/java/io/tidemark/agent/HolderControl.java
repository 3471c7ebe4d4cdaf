package io.tidemark.agent;

import io.tidemark.agent.discovery.HeapRoom;
import io.tidemark.agent.holders.HolderResult;
import io.tidemark.agent.holders.Holders;
import io.tidemark.agent.sweep.HolderFinder;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.List;

/** Looks for holders within bounds that no application feels, and keeps account of the cost. */
final class HolderControl implements HolderFinder {

  private static final int MOST_OBJECTS = 2_000_000;
  private static final Duration MOST_TIME = Duration.ofSeconds(3);

  /** The part of the heap's limit that a search may take for itself. */
  private static final int HEAP_PART = 32;

  private static final String[] NOT_SOUGHT = {};

  private final Instrumentation instrumentation;
  private volatile double seconds;

  HolderControl(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * By a walk in Java, and by the native library for the rest where a pause is allowed. One that
   * was broken off is tried again: that nobody holds a map is more than it can tell.
   */
  @Override
  public String[] find(List<Object> maps, Duration maxPause) {
    if (!HeapRoom.toBegin()) {
      return NOT_SOUGHT;
    }
    Holders.Budget budget =
        new Holders.Budget(
            MOST_OBJECTS, Runtime.getRuntime().maxMemory() / HEAP_PART, MOST_TIME, maxPause);
    HolderResult result = new Holders(instrumentation).find(maps, budget, !maxPause.isZero());
    seconds = seconds + result.took().toNanos() / 1e9;
    return result.brokenOff() ? NOT_SOUGHT : result.holders();
  }

  /** What all searches took of the sweep thread, in seconds. Any thread. */
  double seconds() {
    return seconds;
  }
}
