package io.tidemark.benchmarks.programs.workloads;

import io.tidemark.benchmarks.harness.Programs;
import java.util.Arrays;

/**
 * Runs a workload. Arguments: its name, for how many seconds it warms up, and for how many it is
 * measured.
 */
public final class Workloads {

  public static final String DATABASE = "H2, TPC-B";
  public static final String INDEXER = "Lucene, indexing";
  public static final String COMPILER = "Eclipse's compiler";

  private static final int MOST_OPERATIONS = 1 << 22;

  private Workloads() {}

  /** Runs it and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    try (Workload workload = workload(arguments[0])) {
      long[] nanos = new long[MOST_OPERATIONS];
      run(workload, Integer.parseInt(arguments[1]), nanos);
      int seconds = Integer.parseInt(arguments[2]);
      long start = System.nanoTime();
      int operations = run(workload, seconds, nanos);
      double took = (System.nanoTime() - start) / 1e9;
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

  /** Fills the array with the time of each operation; ends early when it is full. */
  private static int run(Workload workload, int seconds, long[] nanos) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int done = 0;
    long before = System.nanoTime();
    while (before < end && done < nanos.length) {
      workload.operate();
      long now = System.nanoTime();
      nanos[done++] = now - before;
      before = now;
    }
    return done;
  }

  private static double quantile(long[] sorted, int count, double q) {
    return sorted[(int) Math.ceil(q * count) - 1] / 1e6;
  }
}
