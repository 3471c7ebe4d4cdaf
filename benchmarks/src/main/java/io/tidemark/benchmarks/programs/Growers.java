package io.tidemark.benchmarks.programs;

import io.tidemark.benchmarks.harness.Programs;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Two threads that make, grow and drop maps of 4096 slots as fast as they can, one HashMaps, one
 * ConcurrentHashMaps. Argument: for how many seconds.
 */
public final class Growers {

  private static final int ENTRIES = 2000;
  private static final int WARM_UP_MILLIS = 3000;

  private Growers() {}

  /** Measures, and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int seconds = Integer.parseInt(arguments[0]);
    Integer[] keys = new Integer[ENTRIES];
    java.util.Arrays.setAll(keys, i -> i);
    Profiles.mix();
    LongAdder plain = grower(keys, false);
    LongAdder concurrent = grower(keys, true);
    Thread.sleep(WARM_UP_MILLIS);
    long plainBefore = plain.sum();
    long concurrentBefore = concurrent.sum();
    long start = System.nanoTime();
    Thread.sleep(seconds * 1000L);
    double elapsed = (System.nanoTime() - start) / 1e9;
    Programs.figure("HashMaps a second", (plain.sum() - plainBefore) / elapsed);
    Programs.figure("ConcurrentHashMaps a second", (concurrent.sum() - concurrentBefore) / elapsed);
  }

  private static LongAdder grower(Integer[] keys, boolean concurrent) {
    LongAdder grown = new LongAdder();
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                Map<Integer, Integer> map =
                    concurrent ? new ConcurrentHashMap<>() : new HashMap<>();
                for (Integer key : keys) {
                  map.put(key, key);
                }
                grown.increment();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return grown;
  }
}
