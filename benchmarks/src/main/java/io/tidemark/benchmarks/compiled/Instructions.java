package io.tidemark.benchmarks.compiled;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.operations.Arm;
import io.tidemark.benchmarks.operations.Comparison;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells how many instructions the hot methods run in each arm. */
final class Instructions {

  private final Samples samples;
  private final int jdk;
  private final Comparison methods;

  Instructions(Samples samples, int jdk) {
    this.samples = samples;
    this.jdk = jdk;
    this.methods = new Comparison(samples, jdk, samples.cases(jdk), CompiledCode.INSTRUCTIONS);
  }

  Table table() {
    Table table =
        new Table(
            "JDK " + jdk + ", instructions",
            "no agent",
            "unchanged / no agent",
            "under / unchanged",
            "tracked / unchanged",
            "under / no agent",
            "tracked / no agent");
    for (String method : samples.cases(jdk)) {
      table.row(
          method,
          samples.spread(jdk, method, Arm.NONE.title(), CompiledCode.INSTRUCTIONS).text(1),
          methods.cell(method, Arm.UNCHANGED, Arm.NONE),
          methods.cell(method, Arm.UNDER, Arm.UNCHANGED),
          methods.cell(method, Arm.TRACKED, Arm.UNCHANGED),
          methods.cell(method, Arm.UNDER, Arm.NONE),
          methods.cell(method, Arm.TRACKED, Arm.NONE));
    }
    return table.row(
        "geometric mean",
        "",
        methods.meanCell(Arm.UNCHANGED, Arm.NONE),
        methods.meanCell(Arm.UNDER, Arm.UNCHANGED),
        methods.meanCell(Arm.TRACKED, Arm.UNCHANGED),
        methods.meanCell(Arm.UNDER, Arm.NONE),
        methods.meanCell(Arm.TRACKED, Arm.NONE));
  }

  List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    for (Arm arm : List.of(Arm.UNDER, Arm.TRACKED)) {
      String title = "JDK " + jdk + ", " + arm.title() + ", instructions against ";
      String unchanged = title + "the classes retransformed unchanged: ";
      Stream.of(
              methods.mean(unchanged + "geometric mean ≤ 1.01", arm, Arm.UNCHANGED),
              methods.each(unchanged + "none over 1.03", arm, Arm.UNCHANGED, List.of()),
              methods.each(
                  title + "no agent: none over 1.03", arm, Arm.NONE, List.of(Arm.UNCHANGED)))
          .forEach(verdict -> verdict.ifPresent(verdicts::add));
    }
    return verdicts;
  }
}
