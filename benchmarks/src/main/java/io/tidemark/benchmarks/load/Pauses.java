package io.tidemark.benchmarks.load;

import io.tidemark.benchmarks.pauses.Safepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The times for which an application stood still, those of full collections apart. */
record Pauses(List<Double> shorter, List<Double> full) {

  /** The label of the number of full collections. */
  static final String FULL_COUNT = "full collections, count";

  /** Those between two times of the JVM's life, in milliseconds. */
  static Pauses of(List<Safepoint> log, double fromMillis, double toMillis) {
    List<Double> shorter = new ArrayList<>();
    List<Double> full = new ArrayList<>();
    for (Safepoint safepoint : log) {
      if (safepoint.isBetween(fromMillis, toMillis)) {
        (safepoint.isFullCollection() ? full : shorter).add(safepoint.millis());
      }
    }
    return new Pauses(shorter, full);
  }

  /** The median and the longest of each kind, and the sum of all. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    add(figures, "pauses", shorter);
    add(figures, "full collections", full);
    figures.put(
        "all together, ms",
        shorter.stream().mapToDouble(d -> d).sum() + full.stream().mapToDouble(d -> d).sum());
    return figures;
  }

  private static void add(Map<String, Double> figures, String kind, List<Double> millis) {
    figures.put(kind + ", count", (double) millis.size());
    if (!millis.isEmpty()) {
      List<Double> sorted = millis.stream().sorted().toList();
      figures.put(kind + ", median ms", sorted.get(sorted.size() / 2));
      figures.put(kind + ", longest ms", sorted.get(sorted.size() - 1));
    }
  }
}
