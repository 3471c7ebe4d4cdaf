package io.tidemark.benchmarks.programs;

import io.tidemark.benchmarks.harness.Programs;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds maps, a few of which change all the time, and makes garbage at a steady rate, and now and
 * then has all of it collected, first before its steady time begins. Arguments: how many maps, of
 * how many slots, for how many seconds.
 */
public final class Littering {

  private static final int AT_A_TIME = 10_000;
  private static final int ADOPTION_MILLIS = 250;
  private static final int WARM_UP_MILLIS = 3000;
  private static final int ARRAYS_A_MILLI = 1000;
  private static final int ARRAYS_KEPT = 10_000;
  private static final int ARRAY_BYTES = 1000;
  private static final int MAPS_A_MILLI = 5;
  private static final Integer ADDED = -1;
  private static final int FULL_EVERY_MILLIS = 4000;

  private Littering() {}

  /** Works, and prints when its steady time began and ended. */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    int slots = Integer.parseInt(arguments[1]);
    List<Map<Integer, Integer>> maps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<Integer, Integer> map = new HashMap<>(slots);
      map.put(i, i);
      maps.add(map);
      if (i % AT_A_TIME == 0) {
        Thread.sleep(ADOPTION_MILLIS);
      }
    }
    litter(WARM_UP_MILLIS, maps);
    Programs.figure("window from, ms", ManagementFactory.getRuntimeMXBean().getUptime());
    litter(Integer.parseInt(arguments[2]) * 1000, maps);
    Programs.figure("window to, ms", ManagementFactory.getRuntimeMXBean().getUptime());
  }

  private static void litter(int millis, List<Map<Integer, Integer>> maps)
      throws InterruptedException {
    byte[][] kept = new byte[ARRAYS_KEPT][];
    int array = 0;
    int changed = 0;
    for (int milli = 0; milli < millis; milli++) {
      for (int i = 0; i < ARRAYS_A_MILLI; i++) {
        kept[array++ % kept.length] = new byte[ARRAY_BYTES];
      }
      for (int i = 0; i < MAPS_A_MILLI; i++) {
        change(maps.get(changed++ % maps.size()));
      }
      Thread.sleep(1);
      if (milli % FULL_EVERY_MILLIS == FULL_EVERY_MILLIS / 2) {
        System.gc();
      }
    }
  }

  private static void change(Map<Integer, Integer> map) {
    if (map.remove(ADDED) == null) {
      map.put(ADDED, ADDED);
    }
  }
}
