package io.tidemark.benchmarks.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.harness.Sample;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.report.Case;
import io.tidemark.benchmarks.report.Outcome;
import io.tidemark.benchmarks.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  @TempDir private Path folder;
  private Samples samples;
  private Comparison comparison;

  @BeforeEach
  void measured() throws IOException {
    samples = Samples.in(folder.resolve("samples.tsv"));
    add("get", Arm.NONE, 1, 1, 1);
    add("get", Arm.IDLE, 1.2, 1.2, 1.2);
    add("get", Arm.UNDER, 1.2, 1.2, 1.2);
    add("put", Arm.NONE, 1, 1, 1);
    add("put", Arm.IDLE, 1, 1.2, 1.2);
    add("put", Arm.UNDER, 1.2, 1.2, 1.2);
    add("clear", Arm.NONE, 1, 1);
    add("clear", Arm.IDLE, 1, 1);
    add("clear", Arm.UNDER, 1, 1.2);
    comparison = new Comparison(samples, 17, List.of("get", "put", "clear"), JmhFork.TIME);
  }

  @Test
  void anArmIsMissingTooOnlyInTheSameCaseWithItsWholeInterval() {
    Verdict verdict =
        comparison.each("fast", Arm.UNDER, Arm.NONE, List.of(Arm.IDLE, Arm.TRACKED)).orElseThrow();

    assertThat(verdict.cases())
        .extracting(Case::outcome)
        .containsExactly(Outcome.MISSED, Outcome.MISSED, Outcome.UNSURE);
    assertThat(verdict.cases().get(0).alsoMissedBy()).containsExactly("idle agent");
    assertThat(verdict.cases().get(1).alsoMissedBy()).isEmpty();
    assertThat(verdict.isMissedAnyway()).isFalse();
  }

  @Test
  void theMeanIsOfTheForksThatMeasuredAllCases() {
    assertThat(comparison.meanCell(Arm.IDLE, Arm.NONE))
        .isEqualTo("1.096 (1.063–1.129, extremes of 2)");
    assertThat(comparison.mean("fast", Arm.IDLE, Arm.NONE).orElseThrow().outcome())
        .isEqualTo(Outcome.MISSED);
  }

  @Test
  void whatWasNotMeasuredHasNoGoal() {
    assertThat(comparison.mean("fast", Arm.TRACKED, Arm.NONE)).isEmpty();
    assertThat(comparison.each("fast", Arm.TRACKED, Arm.NONE, List.of())).isEmpty();
    assertThat(comparison.meanCell(Arm.TRACKED, Arm.NONE)).isEmpty();
    assertThat(comparison.cell("get", Arm.TRACKED, Arm.NONE)).isEmpty();
  }

  private void add(String what, Arm arm, double... nanos) throws IOException {
    for (int i = 0; i < nanos.length; i++) {
      samples.add(new Sample(17, what, arm.title(), i + 1, JmhFork.TIME, nanos[i]));
    }
  }
}
