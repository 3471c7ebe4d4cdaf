package io.tidemark.benchmarks.alternatives;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.harness.Sample;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.pauses.WatchedProgram;
import io.tidemark.benchmarks.report.Outcome;
import io.tidemark.benchmarks.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlternativesReportTest {

  @TempDir private Path folder;

  @Test
  void thePauseThatTheProgramSawIsJudgedBesideTheSafepoints() throws IOException {
    assertThat(outcomes(3, 4))
        .containsExactly(Outcome.MET, Outcome.MET, Outcome.MET, Outcome.MISSED);
    assertThat(outcomes(1, 4)).last().isEqualTo(Outcome.UNSURE);
    assertThat(outcomes(1, 2)).last().isEqualTo(Outcome.MET);
  }

  /** Of two rounds; with nothing asked the pauses are of 2 ms. */
  private List<Outcome> outcomes(double first, double second) throws IOException {
    Samples samples = Samples.in(folder.resolve(first + "-" + second + ".tsv"));
    for (int round = 1; round <= 2; round++) {
      for (String arm : Alternatives.ALL) {
        double flags = round == 1 ? first : second;
        boolean isFlags = arm.equals(Alternatives.FLAGS);
        add(samples, arm, round, WatchedProgram.PAUSE, isFlags ? flags : 2);
        for (String metric :
            List.of(
                WatchedProgram.SAFEPOINTS,
                Answers.TIME,
                Answers.AGE,
                Answers.TARGET_CPU,
                Answers.TOOL_CPU,
                Answers.DISK)) {
          add(samples, arm, round, metric, 0);
        }
        for (MapCase map : MapCase.values()) {
          add(samples, arm, round, map.metric(), 1);
        }
      }
    }
    return new AlternativesReport(samples)
        .section().verdicts().stream().map(Verdict::outcome).toList();
  }

  private static void add(Samples samples, String arm, int round, String metric, double value)
      throws IOException {
    samples.add(new Sample(17, "1 GB", arm, round, metric, value));
  }
}
