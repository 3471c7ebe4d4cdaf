package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Has JMH measure each iteration in this JVM's {@link Turn}, and takes the processor time of the
 * measuring threads, which unlike the time on the clock does not grow when something else gets the
 * processor. JMH makes one in each JVM, and its main thread calls it.
 */
public final class MeasureInTurns implements InternalProfiler {

  /** The label of the processor time, in ns an operation. */
  static final String PROCESSOR_TIME = "worker.cpu";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Turn turn;
  private long before;

  @Override
  public String getDescription() {
    return "Measures in turns with other JVMs";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    try {
      // not in the constructor: JMH makes one in the JVM that starts the others, too
      if (turn == null) {
        turn = Turn.ofThisJvm();
      }
      turn.await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    before = workersNanos();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = (double) (workersNanos() - before) / result.getMetadata().getAllOps();
    turn.pass();
    return List.of(new ScalarResult(PROCESSOR_TIME, nanos, "ns/op", AggregationPolicy.AVG));
  }

  private long workersNanos() {
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().contains("jmh-worker")) {
        nanos += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return nanos;
  }
}
