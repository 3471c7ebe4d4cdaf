package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.report.Case;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells what the samples of {@link Operations} show of allocation. */
final class AllocationReport {

  private static final String TEXT =
      """

      **Allocation**, bytes an operation by JMH's GC profiler. It counts what all threads of the
      JVM allocate, JMH's own and the agent's too; these only add and do not meet each iteration,
      so each figure is the least of all iterations of all forks, rounded to the byte. Where one
      operation allocates more than 10,000 bytes, equal means to 1/10,000. "Short-lived" maps stay
      empty and don't leave their method: escape analysis removes them. "After large ones": some
      maps of a capacity of 131,072 were constructed in the same JVM before: the constructor's branch
      to its hook was taken then, so the compiled code has the call.
      """;

  private final Samples samples;
  private final StringBuilder text = new StringBuilder(TEXT);
  private final List<Verdict> verdicts = new ArrayList<>();

  AllocationReport(Samples samples) {
    this.samples = samples;
    for (int jdk : samples.jdks()) {
      add(jdk);
    }
  }

  String text() {
    return text.toString();
  }

  List<Verdict> verdicts() {
    return verdicts;
  }

  private void add(int jdk) {
    Table table =
        new Table("JDK " + jdk + ", B/op", "no agent", "idle", "unchanged", "under", "tracked");
    Map<Arm, List<Case>> compared = new TreeMap<>();
    for (String what : samples.cases(jdk)) {
      List<String> cells = new ArrayList<>(List.of(what));
      for (Arm arm : Arm.values()) {
        List<Double> values = samples.values(jdk, what, arm.title(), JmhFork.ALLOCATED);
        cells.add(values.isEmpty() ? "" : bytes(least(values)));
        if (!values.isEmpty() && OperationsReport.TIDEMARK.contains(arm)) {
          double none = least(samples.values(jdk, what, Arm.NONE.title(), JmhFork.ALLOCATED));
          compared
              .computeIfAbsent(arm, a -> new ArrayList<>())
              .add(
                  Case.exact(
                      what,
                      isEqual(none, least(values)),
                      bytes(least(values)) + " against " + bytes(none)));
        }
      }
      table.row(cells.toArray(String[]::new));
    }
    text.append("\n").append(table);
    compared.forEach(
        (arm, cases) ->
            verdicts.add(
                new Verdict(
                    "JDK " + jdk + ", " + arm.title() + ": allocates as much as with no agent",
                    cases)));
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
