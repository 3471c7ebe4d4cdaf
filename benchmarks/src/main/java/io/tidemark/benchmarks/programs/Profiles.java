package io.tidemark.benchmarks.programs;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Gives the JIT the profile of the maps that an application gives it. */
final class Profiles {

  private static final int MAPS = 3000;
  private static final int ENTRIES = 200;

  private Profiles() {}

  /**
   * Fills maps with keys that share bins. A program whose only keys are consecutive Integers gets a
   * {@code resize} compiled without the branches for bins of several entries, as long as no agent
   * has the JVM use maps of its own: twice as fast, and as far from any application.
   */
  static void mix() {
    Random random = new Random(1);
    for (int i = 0; i < MAPS; i++) {
      Map<String, Integer> map = i % 2 == 0 ? new HashMap<>() : new ConcurrentHashMap<>();
      for (int j = 0; j < ENTRIES; j++) {
        map.put("key " + random.nextInt(), j);
      }
    }
  }
}
