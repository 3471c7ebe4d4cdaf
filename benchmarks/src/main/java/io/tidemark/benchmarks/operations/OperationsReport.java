package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Tells what the samples of {@link Operations} show. */
final class OperationsReport {

  private static final String TEXT =
      """
      JMH, processor time of the measuring threads for an operation, the least of a fork's ten
      iterations. One JVM for each case and arm; those of a case run side by side and measure in
      turns, one iteration each in a round. The arms: no agent; an agent that does nothing; an agent
      that retransforms HashMap and ConcurrentHashMap unchanged, which shows what the JVM itself
      charges; Tidemark with a threshold above the map's table; Tidemark with the map
      tracked (the default threshold for 100,000 entries and more, 16 slots for small maps).
      Tidemark's other settings are its defaults. Each JVM has used maps in usual ways before, and
      the keys are Strings. All run with -XX:InlineSmallCode=65536 -XX:TypeProfileWidth=8, but for the
      cases of "usual inlining": by default the compiler does not inline what it compiled before, by
      itself, into more than 2,500 bytes, and at each call inside of a map it counts only the first
      two classes of keys that it meets in the whole JVM; which those are is left to chance in each
      JVM, with or without an agent. The young generation is of 64 MB in all, since G1 sizes it anew
      in each JVM and a large one does not fit the processor's caches; the maps are in the old one, as a
      real program's are. A million entries
      can't be under any threshold; small maps that are made anew in each operation are not measured
      tracked, since no default tracks them. The last rows are the geometric mean of all cases, each
      fork for itself, with and without the maps that no operation is called on and that are there
      for what they allocate. A goal is missed where even the interval's low end is beyond it.
      """;

  private static final double EACH_AT_MOST = 1.03;
  private static final double MEAN_AT_MOST = 1.01;

  /** All cases but those of maps that are made and dropped. */
  private static final Predicate<String> OPERATIONS = what -> !what.startsWith("short-lived");

  static final List<Arm> TIDEMARK = List.of(Arm.UNDER, Arm.TRACKED);

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
        mean(unchanged + "geometric mean of the operations ≤ 1.01", jdk, arm, OPERATIONS);
        if (arm == Arm.UNDER) {
          mean(unchanged + "the same with short-lived maps ≤ 1.01", jdk, arm, what -> true);
        }
        each(unchanged + "no case over 1.03 beyond its error", jdk, arm, Arm.UNCHANGED);
        each(title + "no agent: no case over 1.03 beyond its error", jdk, arm, Arm.NONE);
      }
    }
    AllocationReport allocation = new AllocationReport(samples);
    body.append(allocation.text());
    verdicts.addAll(allocation.verdicts());
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
    meanRow(table, "geometric mean", jdk, what -> true);
    meanRow(table, "the same without short-lived maps", jdk, OPERATIONS);
    body.append("\n").append(table);
  }

  private void meanRow(Table table, String title, int jdk, Predicate<String> cases) {
    table.row(
        title,
        "",
        meanCell(jdk, Arm.IDLE, Arm.NONE, cases),
        meanCell(jdk, Arm.UNCHANGED, Arm.NONE, cases),
        meanCell(jdk, Arm.UNDER, Arm.UNCHANGED, cases),
        meanCell(jdk, Arm.TRACKED, Arm.UNCHANGED, cases),
        meanCell(jdk, Arm.UNDER, Arm.NONE, cases),
        meanCell(jdk, Arm.TRACKED, Arm.NONE, cases));
  }

  private String cell(int jdk, String what, Arm arm, Arm against) {
    return samples.ratioCell(jdk, what, arm.title(), against.title(), JmhFork.TIME);
  }

  private String meanCell(int jdk, Arm arm, Arm against, Predicate<String> cases) {
    List<Double> means = means(jdk, arm, against, cases);
    return means.isEmpty() ? "" : Ratio.of(means).figures();
  }

  private Map<Integer, Double> ratios(int jdk, String what, Arm arm, Arm against) {
    return samples.ratios(jdk, what, arm.title(), against.title(), JmhFork.TIME);
  }

  /** The geometric mean of the cases' ratios in each fork that measured all cases. */
  private List<Double> means(int jdk, Arm arm, Arm against, Predicate<String> cases) {
    Map<Integer, List<Double>> byFork = new TreeMap<>();
    int most = 0;
    for (String what : samples.cases(jdk).stream().filter(cases).toList()) {
      ratios(jdk, what, arm, against)
          .forEach((fork, r) -> byFork.computeIfAbsent(fork, f -> new ArrayList<>()).add(r));
    }
    for (List<Double> ratios : byFork.values()) {
      most = Math.max(most, ratios.size());
    }
    List<Double> means = new ArrayList<>();
    for (List<Double> ratios : byFork.values()) {
      if (ratios.size() == most) {
        means.add(Ratio.geometricMean(ratios));
      }
    }
    return means;
  }

  private void mean(String goal, int jdk, Arm arm, Predicate<String> cases) {
    List<Double> means = means(jdk, arm, Arm.UNCHANGED, cases);
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
    List<String> cases =
        samples.cases(jdk).stream()
            .filter(what -> !ratios(jdk, what, arm, against).isEmpty())
            .toList();
    if (cases.isEmpty()) {
      return;
    }
    List<String> over = over(jdk, cases, arm, against);
    String measured = over.isEmpty() ? "none of " + cases.size() : String.join("; ", over);
    Verdict verdict = new Verdict(goal, over.isEmpty(), measured);
    for (Arm other : List.of(Arm.IDLE, Arm.UNCHANGED)) {
      if (against == Arm.NONE) {
        verdict = verdict.beside(other.title(), over(jdk, cases, other, against).isEmpty());
      }
    }
    verdicts.add(verdict);
  }

  /** The cases that an arm makes slower than the goal allows, each with its ratio. */
  private List<String> over(int jdk, List<String> cases, Arm arm, Arm against) {
    List<String> over = new ArrayList<>();
    for (String what : cases) {
      Map<Integer, Double> ratios = ratios(jdk, what, arm, against);
      Ratio ratio = ratios.isEmpty() ? null : Ratio.of(List.copyOf(ratios.values()));
      if (ratio != null && ratio.isSurelyAbove(EACH_AT_MOST)) {
        over.add(what + ": " + ratio.figures());
      }
    }
    return over;
  }
}
