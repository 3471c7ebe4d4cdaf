package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.report.Case;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Some cases of one JDK, each measured in all arms by one metric, and their goals. */
public final class Comparison {

  private static final double EACH_AT_MOST = 1.03;
  private static final double MEAN_AT_MOST = 1.01;

  private final Samples samples;
  private final int jdk;
  private final List<String> cases;
  private final String metric;

  public Comparison(Samples samples, int jdk, List<String> cases, String metric) {
    this.samples = samples;
    this.jdk = jdk;
    this.cases = cases;
    this.metric = metric;
  }

  /** Two arms whose ratio is a column of a table. */
  public record Pair(String title, Arm arm, Arm against) {}

  /**
   * What each case comes to without an agent, and the ratios; the last row is their geometric mean.
   * What was not measured is empty.
   *
   * @param title of the cases
   * @param none of what they come to without an agent
   */
  public Table table(String title, String none, List<Pair> pairs) {
    List<String> titles = new ArrayList<>(List.of(title, none));
    pairs.forEach(pair -> titles.add(pair.title()));
    Table table = new Table(titles.toArray(String[]::new));
    for (String what : cases) {
      String figure = samples.spread(jdk, what, Arm.NONE.title(), metric).text(1);
      row(table, what, figure, pairs, pair -> cell(what, pair.arm(), pair.against()));
    }
    addMean(table, "geometric mean", pairs);
    return table;
  }

  /** Adds the geometric mean of these cases to a table of the same pairs. */
  public void addMean(Table table, String title, List<Pair> pairs) {
    row(table, title, "", pairs, pair -> meanCell(pair.arm(), pair.against()));
  }

  /** The ratio of two arms in a case as a cell of a table; empty where it was not measured. */
  String cell(String what, Arm arm, Arm against) {
    return samples.ratioCell(jdk, what, arm.title(), against.title(), metric);
  }

  /** Their {@link #mean} as a cell of a table; empty where it was not measured. */
  String meanCell(Arm arm, Arm against) {
    return mean(arm, against).map(Interval::ratio).orElse("");
  }

  private static void row(
      Table table, String title, String none, List<Pair> pairs, Function<Pair, String> cell) {
    List<String> cells = new ArrayList<>(List.of(title, none));
    pairs.forEach(pair -> cells.add(cell.apply(pair)));
    table.row(cells.toArray(String[]::new));
  }

  /**
   * The geometric mean of all cases' ratios (Fleming and Wallace, CACM 29(3), 1986), of each fork
   * that measured all of them: so the forks are the figures, and tell how sure it is.
   */
  private Optional<Interval> mean(Arm arm, Arm against) {
    Map<Integer, List<Double>> byFork = new TreeMap<>();
    for (String what : cases) {
      ratios(what, arm, against)
          .forEach((fork, r) -> byFork.computeIfAbsent(fork, f -> new ArrayList<>()).add(r));
    }
    int all = byFork.values().stream().mapToInt(List::size).max().orElse(0);
    List<Double> means =
        byFork.values().stream()
            .filter(ratios -> ratios.size() == all)
            .map(Interval::geometricMean)
            .toList();
    return means.isEmpty() ? Optional.empty() : Optional.of(Interval.of(means));
  }

  /** Whether their mean is at most 1.01; empty where none was measured. */
  public Optional<Verdict> mean(String goal, Arm arm, Arm against) {
    return mean(arm, against).map(mean -> Verdict.atMost(goal, mean, MEAN_AT_MOST, mean.ratio()));
  }

  /** Whether each is at most 1.03, beside other arms; empty where none was measured. */
  public Optional<Verdict> each(String goal, Arm arm, Arm against, List<Arm> others) {
    List<Case> each = new ArrayList<>();
    for (String what : cases) {
      Optional<Case> one = limited(what, arm, against);
      if (one.isPresent()) {
        Case beside = one.get();
        for (Arm other : others) {
          Optional<Case> same = limited(what, other, against);
          if (same.isPresent()) {
            beside = beside.beside(other.title(), same.get().outcome());
          }
        }
        each.add(beside);
      }
    }
    return each.isEmpty() ? Optional.empty() : Optional.of(new Verdict(goal, each));
  }

  private Optional<Case> limited(String what, Arm arm, Arm against) {
    Map<Integer, Double> ratios = ratios(what, arm, against);
    if (ratios.isEmpty()) {
      return Optional.empty();
    }
    Interval ratio = Interval.of(List.copyOf(ratios.values()));
    return Optional.of(Case.atMost(what, ratio, EACH_AT_MOST, ratio.ratio()));
  }

  private Map<Integer, Double> ratios(String what, Arm arm, Arm against) {
    return samples.ratios(jdk, what, arm.title(), against.title(), metric);
  }
}
