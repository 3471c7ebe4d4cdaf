package io.tidemark.benchmarks.operations;

import static io.tidemark.benchmarks.report.Outcome.MET;
import static io.tidemark.benchmarks.report.Outcome.MISSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.harness.Sample;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.report.Outcome;
import io.tidemark.benchmarks.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsReportTest {

  @TempDir private Path folder;

  @Test
  void allocationIsComparedToTheByteAndOfMuchRelatively() {
    assertThat(AllocationReport.isEqual(32, 32.4)).isTrue();
    assertThat(AllocationReport.isEqual(32, 33)).isFalse();
    assertThat(AllocationReport.isEqual(3_200_000, 3_200_100)).isTrue();
    assertThat(AllocationReport.isEqual(3_200_000, 3_201_000)).isFalse();
  }

  @Test
  void aCaseThatIsSlowerInAllForksMissesItsGoals() throws IOException {
    assertThat(outcomes(1.0, 1.0)).containsOnly(MET);
    assertThat(outcomes(1.2, 1.0)).startsWith(MISSED, MISSED, MISSED);
    assertThat(outcomes(1.0, 2.0)).last().isEqualTo(MISSED);
  }

  private List<Outcome> outcomes(double slower, double larger) throws IOException {
    Samples samples = Samples.in(folder.resolve(slower + "-" + larger + ".tsv"));
    for (int fork = 1; fork <= 3; fork++) {
      for (Arm arm : List.of(Arm.NONE, Arm.UNCHANGED, Arm.UNDER)) {
        boolean isTidemark = arm == Arm.UNDER;
        double nanos = (10 + fork) * (isTidemark ? slower : 1);
        double bytes = 32 * (isTidemark ? larger : 1);
        samples.add(new Sample(17, "get", arm.title(), fork, JmhFork.TIME, nanos));
        samples.add(new Sample(17, "get", arm.title(), fork, JmhFork.ALLOCATED, bytes));
      }
    }
    return new OperationsReport(samples)
        .section().verdicts().stream().map(Verdict::outcome).toList();
  }
}
