package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps maps that one method constructs for large tables and another fills, now or later. */
public final class Presized {

  private static final int SLOTS = 1 << 16;
  private static final int ROUNDS = 20;

  /** As many as there are sites taken at a time. */
  private static final int MAPS_A_ROUND = 50;

  private static final int ROUND_MILLIS = 250;
  private static final int THREADS = 4;
  private static final int PUTS = 2000;

  private static final List<Map<Integer, Integer>> KEPT = new ArrayList<>();

  private Presized() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(
        Map.of(
            "construct", Presized::construct,
            "fill", Presized::fill,
            "clear", () -> KEPT.forEach(Map::clear),
            "grow", Presized::grow));
  }

  private static void construct() {
    KEPT.clear();
    KEPT.add(new HashMap<>(SLOTS));
    KEPT.add(new LinkedHashMap<>(SLOTS));
    KEPT.add(new ConcurrentHashMap<>(SLOTS));
  }

  private static void fill() {
    KEPT.forEach(map -> map.put(0, 0));
  }

  /** Has several threads grow each map from its first table on, with the ticket still in it. */
  private static void grow() throws InterruptedException {
    int wrong = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < MAPS_A_ROUND; i++) {
        Map<Integer, Integer> map = new ConcurrentHashMap<>(256);
        fillTogether(map);
        wrong += isFull(map) ? 0 : 1;
      }
      Thread.sleep(ROUND_MILLIS);
    }
    System.out.println(ROUNDS * MAPS_A_ROUND + " maps, " + wrong + " wrong");
  }

  private static void fillTogether(Map<Integer, Integer> map) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int first = t * PUTS;
      Thread thread =
          new Thread(
              () -> {
                for (int i = first; i < first + PUTS; i++) {
                  map.put(i, i);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static boolean isFull(Map<Integer, Integer> map) {
    boolean full = map.size() == THREADS * PUTS;
    for (int i = 0; i < THREADS * PUTS; i++) {
      full &= Integer.valueOf(i).equals(map.get(i));
    }
    return full;
  }
}
