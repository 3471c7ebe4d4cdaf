package io.tidemark.benchmarks.harness;

import io.tidemark.benchmarks.stats.Interval;
import io.tidemark.benchmarks.stats.NotMeasuredException;
import io.tidemark.benchmarks.stats.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;

/**
 * The figures of one benchmark, kept in a text file of which every line is one {@link Sample};
 * lines that start with # are a {@link Batch}, of which the following ones are, up to the next.
 * Used by one thread.
 */
public final class Samples {

  private final Path file;
  private final List<Sample> all = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();

  private Samples(Path file) {
    this.file = file;
  }

  /** Reads the file, which need not exist yet. */
  public static Samples in(Path file) throws IOException {
    Samples samples = new Samples(file);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("#")) {
          samples.batches.add(Batch.parse(line));
        } else {
          samples.all.add(Sample.parse(line));
        }
      }
    }
    return samples;
  }

  /** Says of which batch is what follows. */
  void batch(Batch batch) throws IOException {
    if (batches.isEmpty() || !batches.get(batches.size() - 1).equals(batch)) {
      append(batch.line());
      batches.add(batch);
    }
  }

  /** In the order in which they were measured; one may return. */
  public List<Batch> batches() {
    return List.copyOf(batches);
  }

  /** How many forks each case and arm has: {@code 5}, or {@code 3 to 5} where not all are alike. */
  public String forks() {
    Map<String, Set<Integer>> forks = new HashMap<>();
    for (Sample s : all) {
      forks
          .computeIfAbsent(s.jdk() + "\t" + s.what() + "\t" + s.arm(), run -> new HashSet<>())
          .add(s.fork());
    }
    IntSummaryStatistics counts = forks.values().stream().mapToInt(Set::size).summaryStatistics();
    return counts.getMin() == counts.getMax()
        ? "" + counts.getMin()
        : counts.getMin() + " to " + counts.getMax();
  }

  /** Adds a figure, in the file too. */
  public void add(Sample sample) throws IOException {
    append(sample.line());
    all.add(sample);
  }

  private void append(String line) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Whether that run was measured. */
  public boolean has(int jdk, String what, String arm, int fork) {
    return all.stream()
        .anyMatch(
            s ->
                s.jdk() == jdk && s.what().equals(what) && s.arm().equals(arm) && s.fork() == fork);
  }

  /** Whether there is no figure at all. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** The JDKs that were measured, in the order in which they were. */
  public List<Integer> jdks() {
    return all.stream().map(Sample::jdk).distinct().toList();
  }

  /** The cases that were measured on a JDK, in the order in which they were. */
  public List<String> cases(int jdk) {
    return all.stream().filter(s -> s.jdk() == jdk).map(Sample::what).distinct().toList();
  }

  /** What was measured of an arm, in the order in which it was. */
  public List<String> metrics(int jdk, String what, String arm) {
    return all.stream()
        .filter(s -> s.jdk() == jdk && s.what().equals(what) && s.arm().equals(arm))
        .map(Sample::metric)
        .distinct()
        .toList();
  }

  /** The figures of all forks; empty where none was measured. */
  public List<Double> values(int jdk, String what, String arm, String metric) {
    return List.copyOf(byFork(jdk, what, arm, metric).values());
  }

  /**
   * The spread of the figures of all forks.
   *
   * @throws NotMeasuredException where none was measured
   */
  public Spread spread(int jdk, String what, String arm, String metric) {
    return Spread.of(values(jdk, what, arm, metric));
  }

  /**
   * The same as an interval for their median.
   *
   * @throws NotMeasuredException where none was measured
   */
  public Interval interval(int jdk, String what, String arm, String metric) {
    return Interval.of(values(jdk, what, arm, metric));
  }

  /**
   * The ratio of two arms, fork by fork.
   *
   * @throws NotMeasuredException where no fork has both
   */
  public Interval ratio(int jdk, String what, String arm, String against, String metric) {
    return Interval.of(List.copyOf(ratios(jdk, what, arm, against, metric).values()));
  }

  /** The same as a text, which says where there is none; empty for an arm against itself. */
  public String ratioOrNone(int jdk, String what, String arm, String against, String metric) {
    return arm.equals(against) ? "" : ratio(jdk, what, arm, against, metric).ratioOrNone();
  }

  /** The same as a cell of a table; empty where no fork has both. */
  public String ratioCell(int jdk, String what, String arm, String against, String metric) {
    Map<Integer, Double> ratios = ratios(jdk, what, arm, against, metric);
    return ratios.isEmpty() ? "" : Interval.of(List.copyOf(ratios.values())).ratio();
  }

  /** The ratios of two arms by the number of the fork; without forks that have one arm only. */
  public Map<Integer, Double> ratios(
      int jdk, String what, String arm, String against, String metric) {
    return paired(jdk, what, arm, against, metric, (a, b) -> a / b);
  }

  /**
   * What one arm has more than another, fork by fork.
   *
   * @throws NotMeasuredException where no fork has both
   */
  public Interval difference(int jdk, String what, String arm, String against, String metric) {
    return Interval.of(
        List.copyOf(paired(jdk, what, arm, against, metric, (a, b) -> a - b).values()));
  }

  private Map<Integer, Double> paired(
      int jdk, String what, String arm, String against, String metric, DoubleBinaryOperator pair) {
    Map<Integer, Double> pairs = byFork(jdk, what, arm, metric);
    Map<Integer, Double> others = byFork(jdk, what, against, metric);
    pairs.keySet().retainAll(others.keySet());
    pairs.replaceAll((fork, value) -> pair.applyAsDouble(value, others.get(fork)));
    return pairs;
  }

  /** The figures by the number of the fork. */
  public Map<Integer, Double> byFork(int jdk, String what, String arm, String metric) {
    Predicate<Sample> asked =
        s ->
            s.jdk() == jdk
                && s.what().equals(what)
                && s.arm().equals(arm)
                && s.metric().equals(metric);
    Map<Integer, Double> byFork = new TreeMap<>();
    all.stream().filter(asked).forEach(s -> byFork.put(s.fork(), s.value()));
    return byFork;
  }
}
