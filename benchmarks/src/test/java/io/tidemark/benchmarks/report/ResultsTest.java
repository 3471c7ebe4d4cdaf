package io.tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.harness.Sample;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.stats.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

  @TempDir private Path folder;

  @Test
  void theFirstTableCountsTheGoalsOfEachPartAndLinksToIt() throws IOException {
    Samples samples = Samples.in(folder.resolve("samples.tsv"));
    samples.add(new Sample(17, "case", "no agent", 1, "ms", 1));
    Case missed = Case.exact("", false, "2");
    List<Verdict> verdicts =
        List.of(
            Verdict.exact("fast", true, "1"),
            new Verdict("small", missed.beside("idle agent", Outcome.MET)),
            new Verdict("short", missed.beside("idle agent", Outcome.MISSED)),
            Verdict.atMost("quiet", new Interval(9, 3, 1, 5), 2, "3"));
    Section section = new Section("One question, asked", "body", verdicts);
    Path file = folder.resolve("RESULTS.md");

    Results.write(
        file,
        List.of(new Told("one", section), new Told("two", section)),
        name -> name.equals("one") ? samples : Samples.in(folder.resolve("none")));

    assertThat(Files.readString(file))
        .contains(
            "| [One question, asked](#one-question-asked) | `bin/bench --long one` | 17 | 1 | 1 | 1"
                + " | 2 | 1 |")
        .contains("| [Not run yet.](#two) | `bin/bench --long two` |  |  |  |  |  |  |")
        .contains("## One question, asked\n\nbody\n\n- met: fast (1)\n- **missed**: small (2)")
        .contains("- **missed**, without Tidemark, too: short (2, also by idle agent)")
        .contains("- not distinguishable: quiet (3)\n\nForks of each case and arm: 1.\n")
        .contains("## two\n\nNot run yet.");
  }

  @Test
  void aPartNamesItsBatches() throws IOException {
    Path file = folder.resolve("batches.tsv");
    Files.writeString(
        file,
        """
        # machine
        17\tcase\tno agent\t1\tms\t1.0
        # machine | abc | 2026-11-27T10:00:00Z
        17\tcase\tno agent\t2\tms\t1.0
        # machine | abc | 2026-11-28T10:00:00Z
        17\tcase\tother\t1\tms\t1.0
        """);

    assertThat(Results.text(new Section("one", "", List.of()), Samples.in(file)))
        .endsWith(
            """
            Forks of each case and arm: 1 to 2.
            Measured on machine, build not recorded; day not recorded.
            Measured on machine, build abc; 2026-11-27, 2026-11-28.
            The rows of this part are of up to 2 builds.
            """);
  }

  private record Told(String name, Section section) implements Benchmark {

    @Override
    public void run(Session session) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Section report(Samples samples) {
      return section;
    }
  }
}
