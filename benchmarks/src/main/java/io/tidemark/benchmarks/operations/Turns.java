package io.tidemark.benchmarks.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * Lets the JVMs of all arms run at the same time and measure in turns, one iteration of each in
 * each round: what disturbs on the machine for longer than an iteration meets all of them.
 *
 * <p>It also takes the processor time of the measuring threads, which unlike the time on the clock
 * does not grow when something else gets the processor.
 *
 * <p>JMH makes one in each JVM, and its main thread calls it. Whose turn it is stands in a file of
 * one int that all of them map. All have the same number of iterations, so nobody is waited for in
 * vain.
 */
public final class Turns implements InternalProfiler {

  /** The label of the processor time, in ns an operation. */
  static final String PROCESSOR_TIME = "worker.cpu";

  private static final String FILE = "tidemark.benchmarks.turns";
  private static final String OWN = "tidemark.benchmarks.turn";
  private static final String COUNT = "tidemark.benchmarks.arms";
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int own = Integer.getInteger(OWN, 0);
  private final int count = Integer.getInteger(COUNT, 1);
  private MappedByteBuffer turn;
  private long before;

  /** Gives the first turn to one of the arms. */
  static void start(Path file, int first) throws IOException {
    Files.write(file, new byte[] {0, 0, 0, (byte) first});
  }

  /** The arguments of the JVM that has that turn. */
  static List<String> jvmArguments(Path file, int own, int count) {
    return List.of("-D" + FILE + "=" + file, "-D" + OWN + "=" + own, "-D" + COUNT + "=" + count);
  }

  @Override
  public String getDescription() {
    return "Measures in turns with other JVMs";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (turn == null) {
      turn = map();
    }
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (turn.getInt(0) != own) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the turn does not come");
        }
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    before = workersNanos();
  }

  /** Not in the constructor: JMH makes one in the JVM that starts the others, too. */
  private static MappedByteBuffer map() {
    try (FileChannel channel =
        FileChannel.open(
            Path.of(System.getProperty(FILE)), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, Integer.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = (double) (workersNanos() - before) / result.getMetadata().getAllOps();
    turn.putInt(0, (own + 1) % count);
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
