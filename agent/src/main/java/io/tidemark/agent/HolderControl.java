package io.tidemark.agent;

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

  private final Instrumentation instrumentation;
  private volatile double seconds;

  HolderControl(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** By the walk in Java alone, which does not stop the application. */
  @Override
  public String[] find(List<Object> maps) {
    Holders.Budget budget =
        new Holders.Budget(
            MOST_OBJECTS, Runtime.getRuntime().maxMemory() / HEAP_PART, MOST_TIME, Duration.ZERO);
    HolderResult result = new Holders(instrumentation).find(maps, budget, false);
    seconds = seconds + result.took().toNanos() / 1e9;
    return result.holders();
  }

  /** What all searches took of the sweep thread, in seconds. Any thread. */
  double seconds() {
    return seconds;
  }
}
