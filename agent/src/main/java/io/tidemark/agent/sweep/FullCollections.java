package io.tidemark.agent.sweep;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;

/**
 * Tells whether the whole heap was collected, with the application stopped, since a moment: what is
 * still there then is no garbage of before. A concurrent collection tells nothing, since a sweep
 * that reads a weakly held map during its marking keeps that map alive. Any thread.
 */
public final class FullCollections {

  private static final Set<String> FULL =
      Set.of("G1 Old Generation", "PS MarkSweep", "MarkSweepCompact");

  private static final long NOT_MARKED = Long.MAX_VALUE;

  /** Guarded by this. */
  private long marked = NOT_MARKED;

  /** From now on no collection counts, until a moment is marked. */
  public synchronized void unmark() {
    marked = NOT_MARKED;
  }

  /** Takes this as the moment. */
  public synchronized void mark() {
    marked = count();
  }

  /** Whether there was a full collection since the moment. */
  public synchronized boolean passed() {
    return count() > marked;
  }

  /**
   * Has the collections since a count, and those before, count for nothing: somebody held maps
   * meanwhile, which lived on for that.
   */
  synchronized void disregardSince(long count) {
    if (marked != NOT_MARKED && count() > count) {
      mark();
    }
  }

  /**
   * Whether this JVM's collector does all its work concurrently; a heap walk then finds no garbage.
   */
  public boolean concurrentOnly() {
    boolean concurrent = false;
    for (GarbageCollectorMXBean collector : Beans.COLLECTORS) {
      String name = collector.getName();
      if (FULL.contains(name)) {
        return false;
      }
      concurrent |= name.startsWith("ZGC") || name.startsWith("Shenandoah");
    }
    return concurrent;
  }

  /** Full collections since the JVM's start. */
  long count() {
    long count = 0;
    for (GarbageCollectorMXBean collector : Beans.COLLECTORS) {
      if (FULL.contains(collector.getName())) {
        count += collector.getCollectionCount();
      }
    }
    return count;
  }

  /** Made on the first question, which is not asked on the thread that starts the agent. */
  private static final class Beans {
    static final List<GarbageCollectorMXBean> COLLECTORS =
        ManagementFactory.getGarbageCollectorMXBeans();
  }
}
