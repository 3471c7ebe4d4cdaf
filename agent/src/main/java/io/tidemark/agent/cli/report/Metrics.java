package io.tidemark.agent.cli.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of a scrape in Prometheus' text format 0.0.4. Immutable. */
public final class Metrics {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? (\\S+)(?: \\S+)?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Map<String, List<Sample>> families;

  private Metrics(Map<String, List<Sample>> families) {
    this.families = families;
  }

  /**
   * One line.
   *
   * @param labels its labels
   * @param value its value
   */
  public record Sample(Map<String, String> labels, double value) {}

  /** Takes a scrape apart; a line that is no sample is passed over. */
  public static Metrics parse(String text) {
    Map<String, List<Sample>> families = new HashMap<>();
    text.lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .forEach(
            line ->
                families
                    .computeIfAbsent(line.group(1), name -> new ArrayList<>())
                    .add(new Sample(labels(line.group(2)), value(line.group(3)))));
    return new Metrics(families);
  }

  /** All samples of a family. */
  public List<Sample> of(String family) {
    return List.copyOf(families.getOrDefault(family, List.of()));
  }

  /** The sum over a family's samples; empty where there is none. */
  public OptionalDouble sum(String family) {
    List<Sample> samples = of(family);
    return samples.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(samples.stream().mapToDouble(Sample::value).sum());
  }

  /** A label of a family's first sample. */
  public Optional<String> label(String family, String label) {
    return of(family).stream().findFirst().map(sample -> sample.labels().get(label));
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(text == null ? "" : text);
    while (label.find()) {
      String value = label.group(2).replace("\\n", "\n").replace("\\\"", "\"");
      labels.put(label.group(1), value.replace("\\\\", "\\"));
    }
    return labels;
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
