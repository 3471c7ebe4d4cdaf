package io.tidemark.benchmarks.startup;

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

class StartupReportTest {

  @TempDir private Path folder;

  /** The best of the others adds 100 ms, so that 25 are allowed. */
  @Test
  void whatIsAddedIsComparedForkByForkWithAQuarterOfTheBestOther() throws IOException {
    assertThat(toTheEnd(60, 65).outcome()).isEqualTo(Outcome.MET);
    assertThat(toTheEnd(60, 85).outcome()).isEqualTo(Outcome.UNSURE);
    assertThat(toTheEnd(80, 86).line())
        .startsWith("- **missed**: ")
        .endsWith(
            "(+33 ms (30–36, extremes of 2); Jolokia +100 ms (100–100, extremes of 2);"
                + " over a quarter of that by 8 ms (5–11, extremes of 2))");
  }

  private Verdict toTheEnd(double first, double second) throws IOException {
    Samples samples = Samples.in(folder.resolve(first + "-" + second + ".tsv"));
    for (int fork = 1; fork <= 2; fork++) {
      double tidemark = fork == 1 ? first : second;
      List<Double> ends = List.of(50.0, 52.0, tidemark, 900.0, 800.0, 150.0);
      for (int i = 0; i < ends.size(); i++) {
        String arm = StartedAgents.ALL.get(i);
        samples.add(new Sample(17, Startup.HELLO, arm, fork, Starts.END, ends.get(i)));
        samples.add(new Sample(17, Startup.HELLO, arm, fork, Starts.MAIN, ends.get(i)));
        samples.add(new Sample(17, Startup.HELLO, arm, fork, Starts.CPU, ends.get(i)));
      }
    }
    return new StartupReport(samples).section().verdicts().get(1);
  }
}
