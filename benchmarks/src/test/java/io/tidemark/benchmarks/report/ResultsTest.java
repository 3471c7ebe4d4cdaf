package io.tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.Benchmark;
import io.tidemark.benchmarks.harness.Sample;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
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
    List<Verdict> verdicts =
        List.of(
            new Verdict("fast", true, "1"),
            new Verdict("small", false, "2").beside("idle agent", true),
            new Verdict("short", false, "4").beside("idle agent", false),
            new Verdict("quiet", true, "3").beside("idle agent", false));
    Section section = new Section("One question, asked", "body", verdicts);
    Path file = folder.resolve("RESULTS.md");

    Results.write(
        file,
        List.of(new Told("one", section), new Told("two", section)),
        name -> name.equals("one") ? samples : Samples.in(folder.resolve("none")));

    assertThat(Files.readString(file))
        .contains(
            "| [One question, asked](#one-question-asked) | `bin/bench --long one` | 17 | 2 | 2 | 1 |")
        .contains("| [Not run yet.](#two) | `bin/bench --long two` |  |  |  |  |")
        .contains("## One question, asked\n\nbody\n\n- met: fast (1)\n- **missed**: small (2)")
        .contains("- **missed**, also by idle agent: short (4)\n- met: quiet (3)")
        .contains("## two\n\nNot run yet.");
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
