package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.stats.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs one fork of a JMH benchmark. Forks differ more from each other than iterations of one do, so
 * iterations are few and short.
 */
final class JmhFork {

  /** The median of the fork's iterations. */
  static final String TIME = "ns/op";

  /**
   * The least of the fork's iterations. JMH's profiler counts what all threads allocate; what JMH's
   * and the agent's allocate meanwhile only adds, and not to each iteration.
   */
  static final String ALLOCATED = "B/op";

  private static final String JMH_ALLOCATED = "gc.alloc.rate.norm";

  private static final int WARM_UPS = 5;
  private static final int ITERATIONS = 5;
  private static final TimeValue EACH = TimeValue.milliseconds(120);

  private JmhFork() {}

  /**
   * Runs it.
   *
   * @throws IOException when it fails, with what JMH printed
   */
  static Map<String, Double> run(Session session, Jdk jdk, OperationCase what, Arm arm)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-Xms768m", "-Xmx768m"));
    arguments.addAll(arm.jvmArguments(session, what.entries()));
    Files.createDirectories(session.scratch());
    String log = session.scratch().resolve("jmh.log").toString();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(what.method() + "$")
            .jvm(jdk.bin("java"))
            .jvmArgs(arguments.toArray(String[]::new))
            .forks(1)
            .threads(what.threads())
            .warmupIterations(WARM_UPS)
            .warmupTime(EACH)
            .measurementIterations(ITERATIONS)
            .measurementTime(EACH)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .output(log);
    what.parameters().forEach(options::param);
    // JMH's lock would keep out another run on the machine, which the harness is for
    System.setProperty("jmh.ignoreLock", "true");
    try {
      return figures(new Runner(options.build()).run());
    } catch (RunnerException e) {
      throw new IOException(Files.readString(java.nio.file.Path.of(log)), e);
    }
  }

  private static Map<String, Double> figures(Collection<RunResult> results) {
    List<IterationResult> iterations =
        results.stream()
            .flatMap(result -> result.getBenchmarkResults().stream())
            .flatMap(result -> result.getIterationResults().stream())
            .toList();
    if (iterations.size() != ITERATIONS) {
      throw new IllegalStateException("not one benchmark, but " + iterations.size());
    }
    List<Double> times = iterations.stream().map(i -> i.getPrimaryResult().getScore()).toList();
    List<Double> bytes =
        iterations.stream()
            .map(i -> i.getSecondaryResults().get(JMH_ALLOCATED).getScore())
            .toList();
    return Map.of(TIME, Spread.of(times).median(), ALLOCATED, Spread.of(bytes).min());
  }
}
