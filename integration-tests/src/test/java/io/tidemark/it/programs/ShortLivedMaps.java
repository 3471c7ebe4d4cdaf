package io.tidemark.it.programs;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;

/** Prints how many bytes an operation allocates whose map escape analysis can remove. */
public final class ShortLivedMaps {

  private static final int MOST_ROUNDS = 3000;
  private static final int OPERATIONS = 100_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static int capacity = 16;
  private static long sum;

  private ShortLivedMaps() {}

  public static void main(String[] arguments) {
    System.out.println("constant capacity " + leastBytesOf(ShortLivedMaps::constantCapacity));
    System.out.println("variable capacity " + leastBytesOf(ShortLivedMaps::variableCapacity));
    System.out.println("linked " + leastBytesOf(ShortLivedMaps::linked));
    System.out.println("sum " + sum);
  }

  /** Of many rounds, since it takes a while until compiled code runs; it never goes below 0. */
  private static long leastBytesOf(Runnable operations) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_ROUNDS && least > 0; i++) {
      long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      operations.run();
      long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      least = Math.min(least, (after - before) / OPERATIONS);
    }
    return least;
  }

  private static void constantCapacity() {
    for (int i = 0; i < OPERATIONS; i++) {
      sum += new HashMap<Integer, Integer>(16).size();
    }
  }

  private static void variableCapacity() {
    for (int i = 0; i < OPERATIONS; i++) {
      sum += new HashMap<Integer, Integer>(capacity + (i & 15)).size();
    }
  }

  private static void linked() {
    for (int i = 0; i < OPERATIONS; i++) {
      sum += new LinkedHashMap<Integer, Integer>(capacity).size();
    }
  }
}
