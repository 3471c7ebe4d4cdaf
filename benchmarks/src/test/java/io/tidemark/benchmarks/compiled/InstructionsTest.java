package io.tidemark.benchmarks.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.harness.Sample;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.operations.Arm;
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
    assertThat(met(100, 100)).containsExactly(true, true, true, true, true, true);
  }

  @Test
  void moreInstructionsInEveryForkMissTheGoalsOfThatArm() throws IOException {
    assertThat(met(104, 100)).containsExactly(false, false, false, true, true, true);
    assertThat(met(100, 104)).containsExactly(true, true, true, false, false, false);
  }

  @Test
  void twoInstructionsInAHundredMissTheMeanOnly() throws IOException {
    assertThat(met(102, 100)).startsWith(false, true, true);
  }

  private List<Boolean> met(double under, double tracked) throws IOException {
    Samples samples = Samples.in(folder.resolve(under + "-" + tracked + ".tsv"));
    for (int fork = 1; fork <= 3; fork++) {
      for (Arm arm : List.of(Arm.NONE, Arm.UNCHANGED, Arm.UNDER, Arm.TRACKED)) {
        double steps = arm == Arm.UNDER ? under : arm == Arm.TRACKED ? tracked : 100;
        samples.add(
            new Sample(17, "removePut", arm.title(), fork, CompiledCode.INSTRUCTIONS, steps));
      }
    }
    return new Instructions(samples, 17).verdicts().stream().map(Verdict::met).toList();
  }
}
