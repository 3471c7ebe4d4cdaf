package io.tidemark.it.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape in the text format 0.0.4.
 *
 * @param samples all its samples, in order
 */
public record MetricsText(List<Sample> samples) {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?", Pattern.DOTALL);
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /**
   * One sample.
   *
   * @param name its metric
   * @param labels its labels
   * @param value its value
   */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /** Parses a scrape's body. */
  public static MetricsText parse(String body) {
    List<Sample> samples = new ArrayList<>();
    for (String line : body.split("\n")) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      if (!sample.matches()) {
        throw new IllegalArgumentException("no sample: " + line);
      }
      samples.add(
          new Sample(
              sample.group(1), labels(sample.group(2)), Double.parseDouble(sample.group(3))));
    }
    return new MetricsText(List.copyOf(samples));
  }

  /** The samples of one metric. */
  public List<Sample> of(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /** The sum of one metric's samples; fails where there is none. */
  public double sum(String name) {
    List<Sample> found = of(name);
    if (found.isEmpty()) {
      throw new AssertionError(name + " is not in the scrape, which has " + names());
    }
    return found.stream().mapToDouble(Sample::value).sum();
  }

  /** The metrics that have samples. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    samples.forEach(sample -> names.add(sample.name()));
    return names;
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (text != null) {
      Matcher label = LABEL.matcher(text);
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return labels;
  }
}
