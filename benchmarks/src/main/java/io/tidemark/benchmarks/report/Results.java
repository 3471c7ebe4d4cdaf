package io.tidemark.benchmarks.report;

import io.tidemark.benchmarks.Benchmark;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.stats.NotMeasuredException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes RESULTS.md: all of it comes from the files of samples. */
public final class Results {

  private static final String HEAD =
      """
      # What Tidemark costs

      Written by `bin/bench results` out of `benchmarks/results/`, which `bin/bench --long` fills.
      Every comparison ran side by side with alternating forks. A ratio is the median of the ratios
      of paired forks, in parentheses its 95 % interval (bootstrap; with fewer than five pairs the
      extremes); a figure is a median, in parentheses the extremes.
      """;

  private Results() {}

  /** Finds the samples of a benchmark by its name. */
  @FunctionalInterface
  public interface Source {
    Samples samples(String name) throws IOException;
  }

  /** Writes the file anew. Benchmarks that were not run, or not far, are named as such. */
  public static void write(Path file, List<Benchmark> benchmarks, Source source)
      throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    for (Benchmark benchmark : benchmarks) {
      Samples samples = source.samples(benchmark.name());
      text.append("\n")
          .append(samples.isEmpty() ? notRun(benchmark, "Not run yet.") : text(benchmark, samples));
    }
    Files.writeString(file, text);
  }

  private static String text(Benchmark benchmark, Samples samples) {
    try {
      return text(benchmark.report(samples), samples);
    } catch (NotMeasuredException e) {
      return notRun(benchmark, "Interrupted before each figure was measured once.");
    }
  }

  private static String notRun(Benchmark benchmark, String why) {
    return "## " + benchmark.name() + "\n\n" + why + "\n";
  }

  /** One benchmark's part. */
  public static String text(Section section, Samples samples) {
    StringBuilder text = new StringBuilder("## " + section.title() + "\n\n");
    text.append(section.body().strip()).append("\n\n");
    section.verdicts().forEach(verdict -> text.append(verdict.line()).append("\n"));
    text.append("\n");
    samples
        .machines()
        .forEach(machine -> text.append("Measured on ").append(machine).append(".\n"));
    return text.toString();
  }
}
