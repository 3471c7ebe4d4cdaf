package io.tidemark.benchmarks.programs.workloads;

import io.tidemark.benchmarks.harness.Programs;
import io.tidemark.benchmarks.harness.Turn;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Runs a workload in this JVM's {@link Turn} among others. Arguments: its name, in how many turns
 * it warms up, and in how many it is measured.
 */
public final class Workloads {

  public static final String DATABASE = "H2, TPC-B";
  public static final String INDEXER = "Lucene, indexing";
  public static final String COMPILER = "Eclipse's compiler";

  private static final long TURN_NANOS = 250_000_000;
  private static final int MOST_OPERATIONS = 1 << 22;

  private Workloads() {}

  /** Runs it and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    Turn turn = Turn.ofThisJvm();
    try (Workload workload = workload(arguments[0])) {
      long[] nanos = new long[MOST_OPERATIONS];
      run(workload, turn, Integer.parseInt(arguments[1]), nanos);
      int operations = run(workload, turn, Integer.parseInt(arguments[2]), nanos);
      // what follows is not to disturb the last turns of others
      turn.await();
      turn.pass();
      double took = LongStream.of(nanos).limit(operations).sum() / 1e9;
      Arrays.sort(nanos, 0, operations);
      Programs.figure("operations a second", operations / took);
      Programs.figure("p50 ms", quantile(nanos, operations, 0.5));
      Programs.figure("p99 ms", quantile(nanos, operations, 0.99));
      Programs.figure("p99.9 ms", quantile(nanos, operations, 0.999));
    }
  }

  private static Workload workload(String name) throws Exception {
    return switch (name) {
      case DATABASE -> new Database();
      case INDEXER -> new Indexer();
      case COMPILER -> new Compiler();
      default -> throw new IllegalArgumentException("no such workload: " + name);
    };
  }

  /** Fills the array with the time of each operation; ends its turn early when it is full. */
  private static int run(Workload workload, Turn turn, int turns, long[] nanos) throws Exception {
    int done = 0;
    for (int i = 0; i < turns; i++) {
      turn.await();
      long before = System.nanoTime();
      long end = before + TURN_NANOS;
      while (before < end && done < nanos.length) {
        workload.operate();
        long now = System.nanoTime();
        nanos[done++] = now - before;
        before = now;
      }
      turn.pass();
    }
    return done;
  }

  private static double quantile(long[] sorted, int count, double q) {
    return sorted[(int) Math.ceil(q * count) - 1] / 1e6;
  }
}
