package io.tidemark.benchmarks.compiled;

import static io.tidemark.benchmarks.report.Outcome.MET;
import static io.tidemark.benchmarks.report.Outcome.MISSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.harness.Sample;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.operations.Arm;
import io.tidemark.benchmarks.report.Outcome;
import io.tidemark.benchmarks.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstructionsTest {

  @TempDir private Path folder;

  @Test
  void asManyInstructionsMeetEveryGoal() throws IOException {
    assertThat(outcomes(100, 100)).containsOnly(MET);
  }

  @Test
  void moreInstructionsInEveryForkMissTheGoalsOfThatArm() throws IOException {
    assertThat(outcomes(104, 100)).containsExactly(MISSED, MISSED, MISSED, MET, MET, MET);
    assertThat(outcomes(100, 104)).containsExactly(MET, MET, MET, MISSED, MISSED, MISSED);
  }

  @Test
  void twoInstructionsInAHundredMissTheMeanOnly() throws IOException {
    assertThat(outcomes(102, 100)).startsWith(MISSED, MET, MET);
  }

  private List<Outcome> outcomes(double under, double tracked) throws IOException {
    Samples samples = Samples.in(folder.resolve(under + "-" + tracked + ".tsv"));
    for (int fork = 1; fork <= 3; fork++) {
      for (Arm arm : List.of(Arm.NONE, Arm.UNCHANGED, Arm.UNDER, Arm.TRACKED)) {
        double steps = arm == Arm.UNDER ? under : arm == Arm.TRACKED ? tracked : 100;
        samples.add(
            new Sample(17, "removePut", arm.title(), fork, CompiledCode.INSTRUCTIONS, steps));
      }
    }
    return new Instructions(samples, 17).verdicts().stream().map(Verdict::outcome).toList();
  }
}
