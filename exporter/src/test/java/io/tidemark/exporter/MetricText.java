package io.tidemark.exporter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format 0.0.4, strictly enough for tests. */
public final class MetricText {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\",?");

  public final Map<String, String> types = new LinkedHashMap<>();
  public final Map<String, String> helps = new LinkedHashMap<>();

  /** By name, then by labels in the form {@code a=x|b=y}. */
  public final Map<String, Map<String, Double>> samples = new LinkedHashMap<>();

  public static MetricText parse(String text) {
    MetricText parsed = new MetricText();
    for (String line : text.split("\n")) {
      parsed.line(line);
    }
    return parsed;
  }

  private void line(String line) {
    if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
      String[] parts = line.split(" ", 4);
      String before = (line.startsWith("# H") ? helps : types).put(parts[2], parts[3]);
      if (before != null) {
        throw new AssertionError("twice: " + line);
      }
      return;
    }
    if (line.equals("# EOF")) {
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("not a sample: " + line);
    }
    StringBuilder labels = new StringBuilder();
    if (sample.group(3) != null) {
      Matcher label = LABEL.matcher(sample.group(3));
      int end = 0;
      while (label.find() && label.start() == end) {
        end = label.end();
        labels.append(labels.isEmpty() ? "" : "|").append(label.group(1)).append('=');
        labels.append(label.group(2));
      }
      if (end != sample.group(3).length()) {
        throw new AssertionError("not labels: " + line);
      }
    }
    Double before =
        samples
            .computeIfAbsent(sample.group(1), name -> new LinkedHashMap<>())
            .put(labels.toString(), Double.valueOf(sample.group(4)));
    if (before != null) {
      throw new AssertionError("twice: " + line);
    }
  }

  public Map<String, Double> rows(String name) {
    return samples.getOrDefault(name, Map.of());
  }

  public Double value(String name, String labels) {
    return rows(name).get(labels);
  }

  public double sum(String name, String labelsPrefix) {
    return rows(name).entrySet().stream()
        .filter(row -> row.getKey().startsWith(labelsPrefix))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  public TreeSet<String> names() {
    return new TreeSet<>(types.keySet());
  }
}
