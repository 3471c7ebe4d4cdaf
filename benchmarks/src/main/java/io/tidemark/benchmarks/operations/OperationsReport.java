package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.operations.Comparison.Pair;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import java.util.ArrayList;
import java.util.List;
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
      tracked, since no default tracks them. The last rows are the median of the forks' geometric
      means, of the forks that measured all cases, with and without the maps that no operation is called
      on and that are there for what they allocate.

      In the rows of before 2026-11-28 the JVMs with Tidemark asked its HTTP server whether it was ready
      and for its metrics before they measured: that put more keys of the agent's libraries and of the
      JDK's into maps. Since then they ask for nothing before they have measured. The look-ups by keys of
      a program's own class, which would show it most, were measured anew, and showed no difference.
      """;

  /** All cases but those of maps that are made and dropped. */
  private static final Predicate<String> OPERATIONS = what -> !what.startsWith("short-lived");

  private static final List<Arm> WITHOUT_TIDEMARK = List.of(Arm.IDLE, Arm.UNCHANGED);

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("idle / no agent", Arm.IDLE, Arm.NONE),
          new Pair("unchanged / no agent", Arm.UNCHANGED, Arm.NONE),
          new Pair("under / unchanged", Arm.UNDER, Arm.UNCHANGED),
          new Pair("tracked / unchanged", Arm.TRACKED, Arm.UNCHANGED),
          new Pair("under / no agent", Arm.UNDER, Arm.NONE),
          new Pair("tracked / no agent", Arm.TRACKED, Arm.NONE));

  static final List<Arm> TIDEMARK = List.of(Arm.UNDER, Arm.TRACKED);

  private final Samples samples;
  private final StringBuilder body = new StringBuilder(TEXT);
  private final List<Verdict> verdicts = new ArrayList<>();

  OperationsReport(Samples samples) {
    this.samples = samples;
  }

  Section section() {
    for (int jdk : samples.jdks()) {
      List<String> all = samples.cases(jdk);
      Comparison cases = new Comparison(samples, jdk, all, JmhFork.TIME);
      Comparison operations =
          new Comparison(samples, jdk, all.stream().filter(OPERATIONS).toList(), JmhFork.TIME);
      Table table = cases.table("JDK " + jdk, "cpu ns, no agent", PAIRS);
      operations.addMean(table, "the same without short-lived maps", PAIRS);
      body.append("\n").append(table);
      for (Arm arm : TIDEMARK) {
        String title = "JDK " + jdk + ", " + arm.title() + ", against ";
        String unchanged = title + "the classes retransformed unchanged: ";
        operations
            .mean(unchanged + "geometric mean of the operations ≤ 1.01", arm, Arm.UNCHANGED)
            .ifPresent(verdicts::add);
        if (arm == Arm.UNDER) {
          cases
              .mean(unchanged + "the same with short-lived maps ≤ 1.01", arm, Arm.UNCHANGED)
              .ifPresent(verdicts::add);
        }
        cases
            .each(unchanged + "no case over 1.03", arm, Arm.UNCHANGED, List.of())
            .ifPresent(verdicts::add);
        cases
            .each(title + "no agent: no case over 1.03", arm, Arm.NONE, WITHOUT_TIDEMARK)
            .ifPresent(verdicts::add);
      }
    }
    AllocationReport allocation = new AllocationReport(samples);
    body.append(allocation.text());
    verdicts.addAll(allocation.verdicts());
    return new Section("Operations and allocation", body.toString(), verdicts);
  }
}
