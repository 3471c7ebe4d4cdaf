package io.tidemark.benchmarks.load;

import static io.tidemark.benchmarks.harness.Programs.NO_AGENT;
import static io.tidemark.benchmarks.harness.Programs.TIDEMARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.harness.Sample;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.programs.Growths;
import io.tidemark.benchmarks.report.Outcome;
import io.tidemark.benchmarks.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryReportTest {

  @TempDir private Path folder;

  @Test
  void theCallTheWholeGrowthAndTheGrowersAreJudgedEachForItself() throws IOException {
    Samples samples = Samples.in(folder.resolve("registry.tsv"));
    for (int fork = 1; fork <= 3; fork++) {
      String memory = RegistryBenchmark.MEMORY;
      for (String arm : new String[] {NO_AGENT, TIDEMARK}) {
        add(samples, memory, arm, fork, "all, bytes a map", 200);
        add(samples, memory, arm, fork, "registry, bytes a map", 90);
        add(samples, memory, arm, fork, "pushed without a site, bytes", 1);
        for (int depth : RegistryBenchmark.DEPTHS) {
          add(samples, memory, arm, fork, "pushed with a stack of " + depth + ", bytes", 1);
        }
      }
      for (int depth : RegistryBenchmark.DEPTHS) {
        String what = RegistryBenchmark.growths(depth);
        add(samples, what, RegistryBenchmark.TIMED, fork, Growths.CLEARED, 1);
        for (int slots : Growths.slots()) {
          boolean site = slots == Growths.SITE_SLOTS;
          add(samples, what, NO_AGENT, fork, Growths.put(slots), 1000);
          add(samples, what, TIDEMARK, fork, Growths.put(slots), site ? 1020 : 1050);
          add(samples, what, RegistryBenchmark.TIMED, fork, Growths.call(slots), site ? 50 : 5);
        }
      }
      for (String kind : new String[] {"HashMaps a second", "ConcurrentHashMaps a second"}) {
        add(samples, RegistryBenchmark.GROWERS, NO_AGENT, fork, kind, 100);
        add(samples, RegistryBenchmark.GROWERS, TIDEMARK, fork, kind, 90);
      }
    }

    // a large growth's call and all of it, the same of a smaller one and of the one with the site
    List<Outcome> ofADepth =
        List.of(
            Outcome.MET, Outcome.MISSED, Outcome.MET, Outcome.MISSED, Outcome.MISSED, Outcome.MET);
    List<Outcome> expected = new ArrayList<>(List.of(Outcome.MET));
    for (int i = 0; i < RegistryBenchmark.DEPTHS.length; i++) {
      expected.addAll(ofADepth);
    }
    expected.add(Outcome.MISSED);
    assertThat(new RegistryReport(samples).section().verdicts())
        .extracting(Verdict::outcome)
        .containsExactlyElementsOf(expected);
  }

  private static void add(
      Samples samples, String what, String arm, int fork, String metric, double value)
      throws IOException {
    samples.add(new Sample(17, what, arm, fork, metric, value));
  }
}
