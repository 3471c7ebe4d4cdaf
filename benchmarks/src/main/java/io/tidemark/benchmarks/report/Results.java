package io.tidemark.benchmarks.report;

import io.tidemark.benchmarks.Benchmark;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.stats.NotMeasuredException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes RESULTS.md: all of it comes from the files of samples. */
public final class Results {

  private static final String HEAD =
      """
      # What Tidemark costs

      Written by `bin/bench results` out of `benchmarks/results/`, which `bin/bench --long` fills.
      Every comparison ran side by side with alternating forks. A ratio is the median of the ratios
      of paired forks, in parentheses its 95 % interval (bootstrap; with fewer than five pairs the
      extremes); a figure is a median, in parentheses the extremes. Each part ends with its goals, one
      line each, with the figure that decides, and with the machine. Where an agent that does nothing,
      or one that retransforms the same classes and leaves them unchanged, misses a goal by the same
      test, the line says "also by": that is what the JVM charges, or chance.
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
    Table summary =
        new Table(
            "benchmark",
            "command",
            "JDKs",
            "goals met",
            "missed",
            "of these without Tidemark, too");
    StringBuilder parts = new StringBuilder();
    for (Benchmark benchmark : benchmarks) {
      parts.append("\n").append(part(benchmark, source.samples(benchmark.name()), summary));
    }
    Files.writeString(file, HEAD + "\n" + summary + parts);
  }

  private static String part(Benchmark benchmark, Samples samples, Table summary) {
    try {
      if (samples.isEmpty()) {
        return notRun(benchmark, "Not run yet.", summary);
      }
      Section section = benchmark.report(samples);
      long met = section.verdicts().stream().filter(Verdict::met).count();
      summary.row(
          link(section.title(), section.title()),
          command(benchmark),
          samples.jdks().stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")),
          Long.toString(met),
          Long.toString(section.verdicts().size() - met),
          Long.toString(
              section.verdicts().stream().filter(v -> !v.alsoMissedBy().isEmpty()).count()));
      return text(section, samples);
    } catch (NotMeasuredException e) {
      return notRun(benchmark, "Interrupted before each figure was measured once.", summary);
    }
  }

  private static String notRun(Benchmark benchmark, String why, Table summary) {
    summary.row(link(why, benchmark.name()), command(benchmark), "", "", "", "");
    return "## " + benchmark.name() + "\n\n" + why + "\n";
  }

  private static String command(Benchmark benchmark) {
    return "`bin/bench --long " + benchmark.name() + "`";
  }

  private static String link(String text, String title) {
    return "[" + text + "](#" + anchor(title) + ")";
  }

  /** The name that a Markdown page gives to a heading. */
  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
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
