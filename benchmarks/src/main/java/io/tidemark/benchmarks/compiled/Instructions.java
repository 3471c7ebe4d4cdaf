package io.tidemark.benchmarks.compiled;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.operations.Arm;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Ratio;
import java.util.ArrayList;
import java.util.List;

/** Tells how many instructions the hot methods run in each arm. */
final class Instructions {

  private static final double EACH_AT_MOST = 1.03;
  private static final double MEAN_AT_MOST = 1.01;

  private final Samples samples;
  private final int jdk;

  Instructions(Samples samples, int jdk) {
    this.samples = samples;
    this.jdk = jdk;
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
          cell(method, Arm.UNCHANGED, Arm.NONE),
          cell(method, Arm.UNDER, Arm.UNCHANGED),
          cell(method, Arm.TRACKED, Arm.UNCHANGED),
          cell(method, Arm.UNDER, Arm.NONE),
          cell(method, Arm.TRACKED, Arm.NONE));
    }
    return table.row(
        "geometric mean of the medians",
        "",
        mean(Arm.UNCHANGED, Arm.NONE),
        mean(Arm.UNDER, Arm.UNCHANGED),
        mean(Arm.TRACKED, Arm.UNCHANGED),
        mean(Arm.UNDER, Arm.NONE),
        mean(Arm.TRACKED, Arm.NONE));
  }

  List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    for (Arm arm : List.of(Arm.UNDER, Arm.TRACKED)) {
      String title = "JDK " + jdk + ", " + arm.title() + ", instructions against ";
      double mean = geometricMean(arm, Arm.UNCHANGED);
      verdicts.add(
          new Verdict(
              title + "the classes retransformed unchanged: geometric mean ≤ 1.01",
              mean <= MEAN_AT_MOST,
              Ratio.text(mean)));
      verdicts.add(each(title, arm, Arm.UNCHANGED));
      verdicts.add(each(title, arm, Arm.NONE));
    }
    return verdicts;
  }

  private Verdict each(String title, Arm arm, Arm against) {
    List<String> methods = methods(arm);
    List<String> over = over(methods, arm, against);
    Verdict verdict =
        new Verdict(
            title + against.title() + ": none over 1.03 beyond its error",
            over.isEmpty(),
            over.isEmpty() ? "none of " + methods.size() : String.join("; ", over));
    return against == Arm.NONE
        ? verdict.beside(Arm.UNCHANGED.title(), over(methods, Arm.UNCHANGED, Arm.NONE).isEmpty())
        : verdict;
  }

  /** The methods that run more instructions in an arm than the goal allows, with the ratio. */
  private List<String> over(List<String> methods, Arm arm, Arm against) {
    List<String> over = new ArrayList<>();
    for (String method : methods) {
      Ratio ratio = ratio(method, arm, against);
      if (ratio.isSurelyAbove(EACH_AT_MOST)) {
        over.add(method + ": " + ratio.figures());
      }
    }
    return over;
  }

  /** Those that were measured with an arm. */
  private List<String> methods(Arm arm) {
    return samples.cases(jdk).stream()
        .filter(method -> !samples.metrics(jdk, method, arm.title()).isEmpty())
        .toList();
  }

  private String cell(String method, Arm arm, Arm against) {
    return samples.ratioCell(jdk, method, arm.title(), against.title(), CompiledCode.INSTRUCTIONS);
  }

  private Ratio ratio(String method, Arm arm, Arm against) {
    return samples.ratio(jdk, method, arm.title(), against.title(), CompiledCode.INSTRUCTIONS);
  }

  private String mean(Arm arm, Arm against) {
    return Ratio.text(geometricMean(arm, against));
  }

  private double geometricMean(Arm arm, Arm against) {
    return Ratio.geometricMean(
        methods(arm).stream().map(method -> ratio(method, arm, against).median()).toList());
  }
}
