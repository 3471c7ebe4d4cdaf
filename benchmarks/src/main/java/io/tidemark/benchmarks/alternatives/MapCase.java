package io.tidemark.benchmarks.alternatives;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The maps of the program, and whether each holds its table for nothing. */
enum MapCase {
  EMPTIED("Emptied", "an emptied HashMap", true),
  SURVIVORS("Survivors", "ten survivors", true),
  CONTENDED_EMPTIED("ContendedEmptied", "a contended ConcurrentHashMap, emptied", true),
  CONTENDED_FULL("ContendedFull", "a contended ConcurrentHashMap, full", false),
  REFILLED("Refilled", "emptied, then refilled", false),
  CYCLED("Cycled", "emptied and refilled again and again, empty when asked", false);

  private static final String PREFIX = "io.tidemark.benchmarks.programs.Leftovers$";

  private final String simpleName;
  private final String text;
  private final boolean held;

  MapCase(String simpleName, String text, boolean held) {
    this.simpleName = simpleName;
    this.text = text;
    this.held = held;
  }

  String text() {
    return text;
  }

  String className() {
    return PREFIX + simpleName;
  }

  /** The name of the figure that is 1 where an answer is right about it, and 0 where not. */
  String metric() {
    return "right: " + text;
  }

  /** About which maps an answer is right that names those classes as held for nothing. */
  static Map<String, Double> judge(Set<String> named) {
    Map<String, Double> right = new TreeMap<>();
    for (MapCase each : values()) {
      right.put(each.metric(), named.contains(each.className()) == each.held ? 1.0 : 0.0);
    }
    return right;
  }

  /** An answer that names no map at all is right about none. */
  static Map<String, Double> unanswered() {
    Map<String, Double> right = new TreeMap<>();
    for (MapCase each : values()) {
      right.put(each.metric(), 0.0);
    }
    return right;
  }
}
