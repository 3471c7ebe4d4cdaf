package io.tidemark.benchmarks;

import io.tidemark.benchmarks.alternatives.Alternatives;
import io.tidemark.benchmarks.compiled.CompiledCode;
import io.tidemark.benchmarks.discovery.Discovery;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Scale;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.latency.Latency;
import io.tidemark.benchmarks.load.CollectorsBenchmark;
import io.tidemark.benchmarks.load.RegistryBenchmark;
import io.tidemark.benchmarks.load.ScrapeBenchmark;
import io.tidemark.benchmarks.load.SweepBenchmark;
import io.tidemark.benchmarks.load.WorkloadsBenchmark;
import io.tidemark.benchmarks.operations.Operations;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Results;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.startup.Startup;
import io.tidemark.benchmarks.stats.NotMeasuredException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code bin/bench}. */
public final class Bench {

  /** In the order in which they stand in RESULTS.md. */
  private static final List<Benchmark> ALL =
      List.of(
          new Operations(),
          new CompiledCode(),
          new Startup(),
          new WorkloadsBenchmark(),
          new SweepBenchmark(),
          new RegistryBenchmark(),
          new CollectorsBenchmark(),
          new ScrapeBenchmark(),
          new Alternatives(),
          new Discovery(),
          new Latency());

  private static final Path HOME = Path.of("benchmarks");

  private Bench() {}

  /**
   * Exits with 0; with 1 when the short form missed what RESULTS.md does not, or by more; with 2 on
   * a wrong argument.
   */
  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean isShort = names.remove("--short");
    boolean isLong = names.remove("--long");
    if (names.equals(List.of("results"))) {
      Results.write(HOME.resolve("RESULTS.md"), ALL, Bench::longSamples);
      return;
    }
    List<Benchmark> asked =
        ALL.stream().filter(b -> names.isEmpty() || names.contains(b.name())).toList();
    if (isShort == isLong || asked.size() < names.size()) {
      System.err.println("usage: bin/bench --short|--long [NAME ...] | results; the names:");
      ALL.forEach(benchmark -> System.err.println("  " + benchmark.name()));
      System.exit(2);
    }
    List<Verdict> regressions = new ArrayList<>();
    for (Benchmark benchmark : asked) {
      Section section = run(benchmark, isShort ? Scale.SHORT : Scale.LONG);
      if (isShort) {
        regressions.addAll(section.regressedSince(longSection(benchmark)));
      }
    }
    for (Verdict regression : regressions) {
      System.err.println("bench: worse than in RESULTS.md: " + regression.line());
    }
    System.exit(regressions.isEmpty() ? 0 : 1);
  }

  private static Section run(Benchmark benchmark, Scale scale) throws Exception {
    Path target = HOME.resolve("target").toAbsolutePath();
    Path shortFile = target.resolve("short").resolve(benchmark.name() + ".tsv");
    if (scale == Scale.SHORT) {
      Files.deleteIfExists(shortFile);
    }
    Samples samples = scale == Scale.SHORT ? Samples.in(shortFile) : longSamples(benchmark.name());
    Path scratch = Files.createDirectories(target.resolve("scratch").resolve(benchmark.name()));
    Path tidemark = Path.of("agent/target/tidemark.jar").toAbsolutePath();
    benchmark.run(new Session(scale, jdks(), tidemark, scratch, samples));
    Section section = benchmark.report(samples);
    System.out.println(Results.text(section, samples));
    return section;
  }

  private static Section longSection(Benchmark benchmark) throws java.io.IOException {
    try {
      return benchmark.report(longSamples(benchmark.name()));
    } catch (NotMeasuredException e) {
      return new Section(benchmark.name(), "", List.of());
    }
  }

  private static Samples longSamples(String name) throws java.io.IOException {
    return Samples.in(HOME.resolve("results").resolve(name + ".tsv").toAbsolutePath());
  }

  private static List<Jdk> jdks() throws java.io.IOException {
    List<Jdk> jdks = new ArrayList<>();
    for (String home :
        System.getProperty("tidemark.jdks", System.getProperty("java.home")).split(",")) {
      jdks.add(Jdk.at(Path.of(home)));
    }
    return jdks;
  }
}
