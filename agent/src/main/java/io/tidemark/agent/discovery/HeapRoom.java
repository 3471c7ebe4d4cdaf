package io.tidemark.agent.discovery;

import io.tidemark.exporter.process.JvmMemory;

/**
 * Whether the heap has room for what a walk in Java keeps alive: all that it visited, until it
 * ends. An application that drops a batch meanwhile and loads the next one has both, and died of
 * it. Any thread.
 */
public final class HeapRoom {

  /** What was live after the last collection has to fit twice. */
  private static final double MOST_TO_BEGIN = 0.45;

  private static final double MOST_TO_GO_ON = 0.7;

  private HeapRoom() {}

  /** Whether a walk may begin; a look at the last collection. */
  public static boolean toBegin() {
    return toGoOn() && new JvmMemory().heapAfterGcBytes().orElse(used()) <= MOST_TO_BEGIN * most();
  }

  /** Whether it may go on; quick enough to be asked a thousand times a second. */
  public static boolean toGoOn() {
    return used() <= MOST_TO_GO_ON * most();
  }

  /** Bytes of the heap in use, garbage too. */
  static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long most() {
    return Runtime.getRuntime().maxMemory();
  }
}
