package io.tidemark.benchmarks.compiled;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.operations.Arm;
import io.tidemark.benchmarks.operations.Comparison;
import io.tidemark.benchmarks.operations.Comparison.Pair;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells how many instructions the hot methods run in each arm. */
final class Instructions {

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("unchanged / no agent", Arm.UNCHANGED, Arm.NONE),
          new Pair("under / unchanged", Arm.UNDER, Arm.UNCHANGED),
          new Pair("tracked / unchanged", Arm.TRACKED, Arm.UNCHANGED),
          new Pair("under / no agent", Arm.UNDER, Arm.NONE),
          new Pair("tracked / no agent", Arm.TRACKED, Arm.NONE));

  private final int jdk;
  private final Comparison methods;

  Instructions(Samples samples, int jdk) {
    this.jdk = jdk;
    this.methods = new Comparison(samples, jdk, samples.cases(jdk), CompiledCode.INSTRUCTIONS);
  }

  Table table() {
    return methods.table("JDK " + jdk + ", instructions", "no agent", PAIRS);
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
