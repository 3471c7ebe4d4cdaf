package io.tidemark.benchmarks.report;

import io.tidemark.benchmarks.harness.Batch;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.stats.NotMeasuredException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes RESULTS.md: all of it comes from the files of samples. */
public final class Results {

  private static final String HEAD =
      """
      # What Tidemark costs

      Written by `bin/bench results` out of `benchmarks/results/`, which `bin/bench --long` fills.
      The arms of a comparison run side by side and their forks alternate, but for two: the alternatives
      are asked one after the other, and the sweep's numbers of maps are measured one after the other. A
      ratio is the median of the ratios of paired forks. In parentheses is where the true median lies,
      and of how many pairs: for six and more the exact interval of at least 95 % between two of them
      (order statistics); fewer have none, and show the extremes, between which it lies by 50 % for two,
      75 % for three, 88 % for four and 94 % for five. n=1 is a single one. A figure in a table that has
      no number of forks is a median, in parentheses the extremes.

      Each part ends with its goals, one line each, with the figure that decides: met where the whole
      interval lies within the goal, missed where the whole interval lies beyond, else not
      distinguishable. Where a goal has several cases it is as the worst of them, and those that are
      missed are named. Where an agent that does nothing, or one that retransforms the same classes and
      leaves them unchanged, misses the same case by the same test, it says "also by"; where that holds
      for all cases that are missed, the goal is missed "without Tidemark, too": that is what the JVM
      charges, or chance. Then it names the machine, the product's commit and the day.
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
            "forks",
            "goals met",
            "not distinguishable",
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
      summary.row(
          link(section.title(), section.title()),
          command(benchmark),
          samples.jdks().stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")),
          samples.forks(),
          count(section, v -> v.outcome() == Outcome.MET),
          count(section, v -> v.outcome() == Outcome.UNSURE),
          count(section, v -> v.outcome() == Outcome.MISSED),
          count(section, Verdict::isMissedAnyway));
      return text(section, samples);
    } catch (NotMeasuredException e) {
      return notRun(benchmark, "Interrupted before each figure was measured once.", summary);
    }
  }

  private static String count(Section section, Predicate<Verdict> which) {
    return Long.toString(section.verdicts().stream().filter(which).count());
  }

  private static String notRun(Benchmark benchmark, String why, Table summary) {
    summary.row(link(why, benchmark.name()), command(benchmark), "", "", "", "", "", "");
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
    text.append("\nForks of each case and arm: ").append(samples.forks()).append(".\n");
    text.append(batches(samples.batches()));
    return text.toString();
  }

  /** A line for each machine, JDK and build, with the days on which it was measured. */
  private static String batches(List<Batch> batches) {
    Map<String, Set<String>> days = new LinkedHashMap<>();
    Set<String> builds = new HashSet<>();
    for (Batch batch : batches) {
      String line = "Measured on " + batch.machine() + ", build " + batch.build();
      days.computeIfAbsent(line, l -> new TreeSet<>()).add(batch.day());
      builds.add(batch.build());
    }
    StringBuilder text = new StringBuilder();
    days.forEach((line, on) -> text.append(line + "; " + String.join(", ", on) + ".\n"));
    if (builds.size() > 1) {
      text.append("The rows of this part are of up to " + builds.size() + " builds.\n");
    }
    return text.toString();
  }
}
