package io.tidemark.benchmarks.load;

import static io.tidemark.benchmarks.harness.Programs.IDLE;
import static io.tidemark.benchmarks.harness.Programs.NO_AGENT;
import static io.tidemark.benchmarks.harness.Programs.TIDEMARK;
import static io.tidemark.benchmarks.harness.Programs.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.harness.Sample;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.report.Outcome;
import io.tidemark.benchmarks.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadReportsTest {

  @TempDir private Path folder;
  private Samples samples;

  @BeforeEach
  void none() throws IOException {
    samples = Samples.in(folder.resolve("samples.tsv"));
  }

  @Test
  void fullCollectionsThatWereNotToldApartAreSaidToBeAmongThePauses() throws IOException {
    for (String collector : List.of("Serial", "Z")) {
      for (String arm : List.of(NO_AGENT, TIDEMARK)) {
        add(collector, arm, "pauses, longest ms", 300);
        add(collector, arm, Pauses.FULL_COUNT, 0);
      }
    }

    assertThat(new CollectorsBenchmark().report(samples).verdicts())
        .extracting(Verdict::goal)
        .containsExactly(
            "JDK 25, Serial: pauses, longest ms, full collections among them, no longer than"
                + " without",
            "JDK 25, Z: pauses, longest ms, no longer than without");
  }

  @Test
  void theSlowestScrapeOfAllForksDecides() throws IOException {
    for (int sites : new int[] {4, 130, 420, 1420}) {
      for (String metric : List.of("series", "scrape ms", "bytes sent")) {
        add(sites + " sites", TIDEMARK, metric, 1, 1, 1);
      }
      add(sites + " sites", TIDEMARK, "allocated bytes a scrape", 1000, 2000, 3000);
      add(sites + " sites", TIDEMARK, "slowest scrape ms", 5, 6, 21);
    }

    assertThat(new ScrapeBenchmark().report(samples).verdicts())
        .extracting(Verdict::outcome)
        .containsExactly(Outcome.MISSED, Outcome.MET);
  }

  @Test
  void aWorkloadIsJudgedByItsIntervalAndBesideTheOtherArms() throws IOException {
    for (String metric : List.of("p50 ms", "p99 ms", "p99.9 ms")) {
      for (String arm : List.of(NO_AGENT, IDLE, UNCHANGED)) {
        add("H2", arm, metric, 1, 1, 1);
      }
      add("H2", TIDEMARK, metric, 0.9, 1.1, 1.2);
    }
    add("H2", NO_AGENT, "operations a second", 100, 100, 100);
    add("H2", IDLE, "operations a second", 97, 98, 97);
    add("H2", UNCHANGED, "operations a second", 97, 100, 99);
    add("H2", TIDEMARK, "operations a second", 96, 98, 97);

    List<Verdict> verdicts = new WorkloadsBenchmark().report(samples).verdicts();

    assertThat(verdicts)
        .extracting(Verdict::outcome)
        .containsExactly(Outcome.MISSED, Outcome.UNSURE, Outcome.UNSURE);
    assertThat(verdicts.get(0).line())
        .endsWith("(0.970 (0.960–0.980, extremes of 3), also by idle agent)");
  }

  @Test
  void aSweepIsJudgedByAllOfItsForks() throws IOException {
    for (int maps : new int[] {10, 100, 1000, 10_000, 50_000, 100_000}) {
      add(maps + " maps", TIDEMARK, "sweep duration ms", 1, 1, 1);
      add(maps + " maps", TIDEMARK, "thread CPU ms", 9, 11, 12);
      add(maps + " maps", TIDEMARK, "allocated bytes", 1, 1, 1);
      add(maps + " maps", TIDEMARK, "safepoints", 0, 0, 1);
    }
    add("50000 maps", NO_AGENT, "safepoints", 0, 0, 0);

    assertThat(new SweepBenchmark().report(samples).verdicts())
        .extracting(Verdict::outcome)
        .containsExactly(Outcome.UNSURE, Outcome.MET, Outcome.MET, Outcome.MISSED);
  }

  private void add(String what, String arm, String metric, double... values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      samples.add(new Sample(25, what, arm, i + 1, metric, values[i]));
    }
  }
}
