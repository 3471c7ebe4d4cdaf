package io.tidemark.benchmarks.compiled;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.operations.Arm;
import io.tidemark.benchmarks.report.Case;
import io.tidemark.benchmarks.report.Outcome;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Tells what the samples of {@link CompiledCode} show. */
final class CompiledReport {

  private static final String TEXT =
      """
      A program has one hot method for each operation on HashMap, LinkedHashMap, HashSet and
      ConcurrentHashMap; each runs in a JVM of its own, after some usual use of maps, and with
      -XX:InlineSmallCode=65536 -XX:TypeProfileWidth=8 as above. As there, maps that are made anew in
      each call are not measured tracked. What C2 decided in the method's last compilation was read
      from `-XX:+LogCompilation`: which calls it inlined, and which not. Some decisions differ from
      run to run, since they depend on what happens to be compiled already. So a difference is a
      decision that all forks of one arm took and no fork of the other. Calls to the hooks themselves
      are left out, and so is all that is inlined into them.

      The instructions are those of the thread that calls the method, for one call and the loop
      around it. A second process lets the thread run one instruction at a time, so no noise of the
      machine moves the figure, but each JVM's compiler allots registers and orders code anew. In the
      rows recorded so far the JVMs with Tidemark had asked its HTTP server for its metrics first, as
      above.
      """;

  private final Samples samples;
  private final StringBuilder body = new StringBuilder(TEXT);
  private final List<Verdict> verdicts = new ArrayList<>();

  CompiledReport(Samples samples) {
    this.samples = samples;
  }

  Section section() {
    for (int jdk : samples.jdks()) {
      Instructions instructions = new Instructions(samples, jdk);
      body.append("\n").append(instructions.table());
      verdicts.addAll(instructions.verdicts());
      decisions(jdk);
    }
    return new Section("Compiled code", body.toString(), verdicts);
  }

  private void decisions(int jdk) {
    Table table =
        new Table("JDK " + jdk, "against", "decisions in all forks", "only here", "only there");
    StringBuilder names = new StringBuilder();
    Difference unchanged = Difference.of(samples, jdk, Arm.UNCHANGED.title(), Arm.NONE.title());
    for (Arm arm : CompiledCode.ARMS) {
      for (Arm against : List.of(Arm.NONE, Arm.UNCHANGED)) {
        if (arm.compareTo(against) <= 0) {
          continue;
        }
        Difference difference = Difference.of(samples, jdk, arm.title(), against.title());
        table.row(
            arm.title(),
            against.title(),
            Integer.toString(difference.decisions()),
            Integer.toString(difference.onlyHere().size()),
            Integer.toString(difference.onlyThere().size()));
        String title = "JDK " + jdk + ", " + arm.title() + ", against " + against.title();
        list(names, title + ", only here", difference.onlyHere());
        list(names, title + ", only there", difference.onlyThere());
        if (arm == Arm.UNDER || arm == Arm.TRACKED) {
          verdicts.add(
              new Verdict(
                  title + ": the same decisions",
                  against == Arm.NONE
                      ? beside(difference, unchanged)
                      : same(difference, difference.count() + " differ")));
        }
      }
    }
    body.append("\n").append(table).append(names);
  }

  private static Case same(Difference difference, String figures) {
    return Case.exact("", difference.count() == 0, figures);
  }

  /** Missed by unchanged classes, too, only where each decision differs in the same way there. */
  static Case beside(Difference difference, Difference unchanged) {
    int shared = difference.sharedWith(unchanged);
    Case all =
        same(
            difference,
            difference.count() + " differ, " + shared + " of them with unchanged classes, too");
    return all.beside(
        Arm.UNCHANGED.title(), shared == difference.count() ? Outcome.MISSED : Outcome.MET);
  }

  private static void list(StringBuilder to, String title, List<String> decisions) {
    if (!decisions.isEmpty()) {
      to.append("\n").append(title).append(":\n\n");
      decisions.forEach(decision -> to.append("- `").append(decision).append("`\n"));
    }
  }
}
