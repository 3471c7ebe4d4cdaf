package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.harness.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
 * Runs forks of a JMH benchmark. Forks differ more from each other than iterations of one do, so
 * iterations are few and short.
 */
final class JmhFork {

  /**
   * The least processor time of the fork's iterations: what disturbs on the machine (shared caches,
   * a compilation that comes late) only adds.
   */
  static final String TIME = "cpu ns/op";

  /**
   * The least of the fork's iterations. JMH's profiler counts what all threads allocate; what JMH's
   * and the agent's allocate meanwhile only adds, and not to each iteration.
   */
  static final String ALLOCATED = "B/op";

  private static final String JMH_ALLOCATED = "gc.alloc.rate.norm";

  private static final int WARM_UPS = 6;
  private static final int ITERATIONS = 10;
  private static final TimeValue WARM_UP = TimeValue.milliseconds(120);
  private static final TimeValue ITERATION = TimeValue.milliseconds(60);

  private JmhFork() {}

  /**
   * Runs one fork of each arm, all at the same time and measuring in turns.
   *
   * @param fork its number; each starts with the turn of another arm
   * @return the figures of each arm, by its title
   * @throws IOException when one fails, with what JMH printed
   */
  static Map<String, Map<String, Double>> run(
      Session session, Jdk jdk, OperationCase what, int fork)
      throws IOException, InterruptedException {
    Path turns = session.scratch().resolve("turns");
    int count = what.arms().size();
    Turn.start(turns, fork % count);
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    ExecutorService runners = Executors.newFixedThreadPool(count);
    try {
      List<Callable<Map<String, Double>>> runs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Arm arm = what.arms().get(i);
        List<String> arguments = new ArrayList<>(List.of("-Xms768m", "-Xmx768m", "-Xmn64m"));
        arguments.addAll(what.jvmArguments());
        arguments.addAll(Turn.jvmArguments(turns, i, count));
        arguments.addAll(arm.jvmArguments(session, what.entries()));
        Path log = session.scratch().resolve("jmh-" + i + ".log");
        runs.add(() -> run(jdk, what, arguments, log));
      }
      List<Future<Map<String, Double>>> results = runners.invokeAll(runs);
      for (int i = 0; i < count; i++) {
        figures.put(what.arms().get(i).title(), results.get(i).get());
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      runners.shutdownNow();
    }
    return figures;
  }

  private static Map<String, Double> run(
      Jdk jdk, OperationCase what, List<String> arguments, Path log) throws IOException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(what.method() + "$")
            .jvm(jdk.bin("java"))
            .jvmArgs(arguments.toArray(String[]::new))
            .forks(1)
            .threads(what.threads())
            .warmupIterations(WARM_UPS)
            .warmupTime(WARM_UP)
            .measurementIterations(ITERATIONS)
            .measurementTime(ITERATION)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .addProfiler(GCProfiler.class)
            .addProfiler(MeasureInTurns.class)
            .shouldFailOnError(true)
            .output(log.toString());
    what.parameters().forEach(options::param);
    // JMH's lock would keep the arms from running side by side
    System.setProperty("jmh.ignoreLock", "true");
    try {
      return figures(new Runner(options.build()).run());
    } catch (RunnerException e) {
      throw new IOException(Files.readString(log), e);
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
    return Map.of(
        TIME,
        least(iterations, MeasureInTurns.PROCESSOR_TIME),
        ALLOCATED,
        least(iterations, JMH_ALLOCATED));
  }

  private static double least(List<IterationResult> iterations, String label) {
    return iterations.stream()
        .mapToDouble(i -> i.getSecondaryResults().get(label).getScore())
        .min()
        .orElseThrow();
  }
}
