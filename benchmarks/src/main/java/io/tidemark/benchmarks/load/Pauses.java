package io.tidemark.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The times for which an application stood still, by {@code -Xlog:safepoint} with uptimemillis. */
record Pauses(List<Double> shorter, List<Double> full) {

  private static final Pattern LINE =
      Pattern.compile("\\[(\\d+)ms\\].*Safepoint \"(\\w+)\".*Total: *(\\d+) ns");

  /** Those between two times of the JVM's life, in milliseconds. Full collections are apart. */
  static Pauses of(List<String> log, double fromMillis, double toMillis) {
    List<Double> shorter = new ArrayList<>();
    List<Double> full = new ArrayList<>();
    for (String line : log) {
      Matcher pause = LINE.matcher(line);
      if (pause.find()) {
        double at = Double.parseDouble(pause.group(1));
        if (at > fromMillis && at < toMillis) {
          double millis = Double.parseDouble(pause.group(3)) / 1e6;
          (pause.group(2).matches(".*(Full|SystemGC|CollectFull).*") ? full : shorter).add(millis);
        }
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
