package io.tidemark.it.programs;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prints how many bytes an operation allocates whose map escape analysis can remove, before and
 * after a pause in which the agent, if there is one, proves its hooks anew, and after large maps
 * were constructed, whose constructors call a hook. What is measured later is compiled later, with
 * the profile that these leave behind.
 */
public final class ShortLivedMaps {

  private static final int MOST_ROUNDS = 3000;
  private static final int OPERATIONS = 100_000;
  private static final int LARGE = 1 << 17;
  private static final int LARGE_MAPS = 100;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static int capacity = 16;
  private static long sum;

  private ShortLivedMaps() {}

  /**
   * Takes the seconds of the pause, and whether to wait for the weaving: the code that is hot
   * meanwhile is compiled anew, at a time of the JVM's choosing.
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (Boolean.parseBoolean(arguments[1])) {
      Woven.await();
    }
    System.out.println("constant capacity " + leastBytesOf(ShortLivedMaps::constantCapacity));
    System.out.println("variable capacity " + leastBytesOf(ShortLivedMaps::variableCapacity));
    System.out.println("linked " + leastBytesOf(ShortLivedMaps::linked));
    Thread.sleep(1000 * Long.parseLong(arguments[0]));
    System.out.println("later " + leastBytesOf(ShortLivedMaps::later));
    System.out.println("later linked " + leastBytesOf(ShortLivedMaps::laterLinked));
    constructLarge();
    System.out.println("after large " + leastBytesOf(ShortLivedMaps::afterLarge));
    System.out.println("linked after large " + leastBytesOf(ShortLivedMaps::linkedAfterLarge));
    System.out.println(
        "concurrent after large " + leastBytesOf(ShortLivedMaps::concurrentAfterLarge));
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

  private static void later() {
    for (int i = 0; i < OPERATIONS; i++) {
      sum += new HashMap<Integer, Integer>(capacity + (i & 7)).size();
    }
  }

  private static void laterLinked() {
    for (int i = 0; i < OPERATIONS; i++) {
      sum += new LinkedHashMap<Integer, Integer>(capacity + (i & 7)).size();
    }
  }

  private static void constructLarge() {
    for (int i = 0; i < LARGE_MAPS; i++) {
      sum += new HashMap<Integer, Integer>(LARGE).size();
      sum += new LinkedHashMap<Integer, Integer>(LARGE).size();
      sum += new ConcurrentHashMap<Integer, Integer>(LARGE).size();
    }
  }

  private static void afterLarge() {
    for (int i = 0; i < OPERATIONS; i++) {
      sum += new HashMap<Integer, Integer>(capacity + (i & 31)).size();
    }
  }

  private static void linkedAfterLarge() {
    for (int i = 0; i < OPERATIONS; i++) {
      sum += new LinkedHashMap<Integer, Integer>(capacity + (i & 31)).size();
    }
  }

  private static void concurrentAfterLarge() {
    for (int i = 0; i < OPERATIONS; i++) {
      sum += new ConcurrentHashMap<Integer, Integer>(capacity + (i & 31)).size();
    }
  }
}
