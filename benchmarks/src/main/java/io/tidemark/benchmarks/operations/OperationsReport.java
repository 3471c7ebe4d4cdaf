package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Ratio;
import io.tidemark.benchmarks.stats.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells what the samples of {@link Operations} show. */
final class OperationsReport {

  private static final String TEXT =
      """
      JMH, processor time of the measuring threads for an operation, the least of a fork's ten
      iterations. One JVM for each case and arm; those of a case run side by side and measure in
      turns, one iteration each in a round. The arms: no agent; an agent that does nothing; an agent that retransforms
      HashMap, LinkedHashMap and ConcurrentHashMap unchanged, which shows what the JVM itself
      charges; Tidemark with a threshold above the map's table; Tidemark with the map tracked (the
      default threshold for 100,000 entries and more, 16 slots for small maps). Tidemark's other
      settings are its defaults. All run with -XX:InlineSmallCode=65536, but for the cases of "usual inlining":
      by default the compiler does not inline what it compiled before, by itself, into more than 2,500
      bytes, and which of a map's methods that meets is left to chance in each JVM, with or
      without an agent. A million entries can't be under any threshold; small maps that
      are made anew in each operation are not measured tracked, since no default tracks them. The
      last row is the geometric mean of all cases, each fork for itself. A goal is missed where
      even the interval's low end is beyond it.
      """;

  private static final String ALLOCATION =
      """

      **Allocation**, bytes an operation by JMH's GC profiler. It counts what all threads of the
      JVM allocate, JMH's own and the agent's too; these only add and do not meet each iteration,
      so each figure is the least of all iterations of all forks, rounded to the byte. Where one
      operation allocates more than 10,000 bytes, equal means to 1/10,000. "Short-lived" maps stay
      empty and don't leave their method: escape analysis removes them. "After large ones": some
      maps of a capacity of 131,072 were constructed in the same JVM before: the constructor's branch
      to its hook was taken then, so the compiled code has the call, and each map escapes into it.
      """;

  private static final double EACH_AT_MOST = 1.03;
  private static final double MEAN_AT_MOST = 1.01;
  private static final List<Arm> TIDEMARK = List.of(Arm.UNDER, Arm.TRACKED);

  private final Samples samples;
  private final StringBuilder body = new StringBuilder(TEXT);
  private final List<Verdict> verdicts = new ArrayList<>();

  OperationsReport(Samples samples) {
    this.samples = samples;
  }

  Section section() {
    for (int jdk : samples.jdks()) {
      times(jdk);
      for (Arm arm : TIDEMARK) {
        String title = "JDK " + jdk + ", " + arm.title() + ", against ";
        String unchanged = title + "the classes retransformed unchanged: ";
        mean(unchanged + "geometric mean ≤ 1.01", jdk, arm);
        each(unchanged + "no case over 1.03 beyond its error", jdk, arm, Arm.UNCHANGED);
        each(title + "no agent: no case over 1.03 beyond its error", jdk, arm, Arm.NONE);
      }
    }
    body.append(ALLOCATION);
    for (int jdk : samples.jdks()) {
      allocation(jdk);
    }
    return new Section("Operations and allocation", body.toString(), verdicts);
  }

  private void times(int jdk) {
    Table table =
        new Table(
            "JDK " + jdk,
            "cpu ns, no agent",
            "idle / no agent",
            "unchanged / no agent",
            "under / unchanged",
            "tracked / unchanged",
            "under / no agent",
            "tracked / no agent");
    for (String what : samples.cases(jdk)) {
      table.row(
          what,
          samples.spread(jdk, what, Arm.NONE.title(), JmhFork.TIME).text(1),
          cell(jdk, what, Arm.IDLE, Arm.NONE),
          cell(jdk, what, Arm.UNCHANGED, Arm.NONE),
          cell(jdk, what, Arm.UNDER, Arm.UNCHANGED),
          cell(jdk, what, Arm.TRACKED, Arm.UNCHANGED),
          cell(jdk, what, Arm.UNDER, Arm.NONE),
          cell(jdk, what, Arm.TRACKED, Arm.NONE));
    }
    table.row(
        "geometric mean",
        "",
        meanCell(jdk, Arm.IDLE, Arm.NONE),
        meanCell(jdk, Arm.UNCHANGED, Arm.NONE),
        meanCell(jdk, Arm.UNDER, Arm.UNCHANGED),
        meanCell(jdk, Arm.TRACKED, Arm.UNCHANGED),
        meanCell(jdk, Arm.UNDER, Arm.NONE),
        meanCell(jdk, Arm.TRACKED, Arm.NONE));
    body.append("\n").append(table);
  }

  private String cell(int jdk, String what, Arm arm, Arm against) {
    Map<Integer, Double> ratios = ratios(jdk, what, arm, against);
    return ratios.isEmpty() ? "" : Ratio.of(List.copyOf(ratios.values())).figures();
  }

  private String meanCell(int jdk, Arm arm, Arm against) {
    List<Double> means = means(jdk, arm, against);
    return means.isEmpty() ? "" : Ratio.of(means).figures();
  }

  private Map<Integer, Double> ratios(int jdk, String what, Arm arm, Arm against) {
    return samples.ratios(jdk, what, arm.title(), against.title(), JmhFork.TIME);
  }

  /** The geometric mean of the cases' ratios in each fork that measured all cases. */
  private List<Double> means(int jdk, Arm arm, Arm against) {
    Map<Integer, List<Double>> byFork = new TreeMap<>();
    int most = 0;
    for (String what : samples.cases(jdk)) {
      ratios(jdk, what, arm, against)
          .forEach((fork, r) -> byFork.computeIfAbsent(fork, f -> new ArrayList<>()).add(r));
    }
    for (List<Double> ratios : byFork.values()) {
      most = Math.max(most, ratios.size());
    }
    List<Double> means = new ArrayList<>();
    for (List<Double> ratios : byFork.values()) {
      if (ratios.size() == most) {
        means.add(geometricMean(ratios));
      }
    }
    return means;
  }

  static double geometricMean(List<Double> ratios) {
    return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  private void mean(String goal, int jdk, Arm arm) {
    List<Double> means = means(jdk, arm, Arm.UNCHANGED);
    if (means.isEmpty()) {
      return;
    }
    Ratio mean = Ratio.of(means);
    boolean isUnsure = mean.median() > MEAN_AT_MOST && !mean.isSurelyAbove(MEAN_AT_MOST);
    verdicts.add(
        new Verdict(
            goal,
            !mean.isSurelyAbove(MEAN_AT_MOST),
            mean.figures() + (isUnsure ? ", not distinguishable from the goal" : "")));
  }

  private void each(String goal, int jdk, Arm arm, Arm against) {
    List<String> over = new ArrayList<>();
    int cases = 0;
    for (String what : samples.cases(jdk)) {
      Map<Integer, Double> ratios = ratios(jdk, what, arm, against);
      if (!ratios.isEmpty()) {
        cases++;
        Ratio ratio = Ratio.of(List.copyOf(ratios.values()));
        if (ratio.isSurelyAbove(EACH_AT_MOST)) {
          over.add(what + ": " + ratio.figures());
        }
      }
    }
    if (cases > 0) {
      String measured = over.isEmpty() ? "none of " + cases : String.join("; ", over);
      verdicts.add(new Verdict(goal, over.isEmpty(), measured));
    }
  }

  private void allocation(int jdk) {
    Table table =
        new Table("JDK " + jdk + ", B/op", "no agent", "idle", "unchanged", "under", "tracked");
    Map<Arm, List<String>> other = new TreeMap<>();
    for (String what : samples.cases(jdk)) {
      List<String> cells = new ArrayList<>(List.of(what));
      for (Arm arm : Arm.values()) {
        List<Double> values = samples.values(jdk, what, arm.title(), JmhFork.ALLOCATED);
        cells.add(values.isEmpty() ? "" : bytes(least(values)));
        if (!values.isEmpty() && TIDEMARK.contains(arm)) {
          double none = least(samples.values(jdk, what, Arm.NONE.title(), JmhFork.ALLOCATED));
          List<String> differing = other.computeIfAbsent(arm, a -> new ArrayList<>());
          if (!isEqual(none, least(values))) {
            differing.add(what + ": " + bytes(least(values)) + " against " + bytes(none));
          }
        }
      }
      table.row(cells.toArray(String[]::new));
    }
    body.append("\n").append(table);
    other.forEach(
        (arm, differing) ->
            verdicts.add(
                new Verdict(
                    "JDK " + jdk + ", " + arm.title() + ": allocates as much as with no agent",
                    differing.isEmpty(),
                    differing.isEmpty() ? "equal in all cases" : String.join("; ", differing))));
  }

  private static double least(List<Double> values) {
    return Spread.of(values).min();
  }

  private static String bytes(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /** To the byte; to 1/10,000 where that is more than a byte. */
  static boolean isEqual(double a, double b) {
    return Math.abs(a - b) < Math.max(0.5, Math.max(a, b) / 10_000);
  }
}
