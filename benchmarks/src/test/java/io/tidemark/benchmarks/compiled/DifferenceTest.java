package io.tidemark.benchmarks.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.harness.Sample;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.report.Case;
import io.tidemark.benchmarks.report.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferenceTest {

  @TempDir private Path folder;

  @Test
  void countsWhatAllForksOfOneAndNoneOfTheOtherDecided() throws IOException {
    Samples samples = Samples.in(folder.resolve("samples.tsv"));
    add(samples, "one", 1, "both", "here", "sometimes");
    add(samples, "one", 2, "both", "here");
    add(samples, "other", 1, "both", "there", "rarely");
    add(samples, "other", 2, "both", "there");

    Difference difference = Difference.of(samples, 17, "one", "other");

    assertThat(difference.decisions()).isEqualTo(2);
    assertThat(difference.onlyHere()).containsExactly("get: here");
    assertThat(difference.onlyThere()).containsExactly("get: there");
    assertThat(difference.sharedWith(difference)).isEqualTo(2);
    assertThat(difference.sharedWith(Difference.of(samples, 17, "other", "one"))).isZero();
  }

  @Test
  void decisionsAreMissedByUnchangedClassesTooOnlyWhereAllAre() {
    Difference unchanged = new Difference(9, List.of("a", "b"), List.of("c"));

    assertThat(CompiledReport.beside(new Difference(9, List.of("a"), List.of("c")), unchanged))
        .returns(List.of("retransformed unchanged"), Case::alsoMissedBy)
        .returns("2 differ, 2 of them with unchanged classes, too", Case::figures);
    assertThat(CompiledReport.beside(new Difference(9, List.of("c"), List.of()), unchanged))
        .returns(List.of(), Case::alsoMissedBy);
    assertThat(CompiledReport.beside(new Difference(9, List.of(), List.of()), unchanged).outcome())
        .isEqualTo(Outcome.MET);
  }

  private static void add(Samples samples, String arm, int fork, String... decisions)
      throws IOException {
    for (String decision : decisions) {
      samples.add(new Sample(17, "get", arm, fork, decision, 1));
    }
  }
}
