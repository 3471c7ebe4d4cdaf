package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes maps from its first statement on until Tidemark, which starts at the same time, has woven
 * the maps, and some more then; each is grown and most are drained. It says {@code made} with their
 * number.
 */
public final class FirstMaps {

  private static final int MOST = 4000;
  private static final int AFTERWARDS = 50;
  private static final int ENTRIES = 3100;
  private static final Integer[] KEYS = new Integer[ENTRIES];
  private static final List<Map<Integer, Integer>> KEPT = new ArrayList<>();

  private FirstMaps() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < ENTRIES; i++) {
      KEYS[i] = i;
    }
    while (!Woven.isDone() && KEPT.size() < MOST) {
      make();
    }
    for (int i = 0; i < AFTERWARDS; i++) {
      make();
    }
    System.out.println("made " + KEPT.size());
    Commands.serve(Map.of());
  }

  private static void make() {
    int number = KEPT.size();
    Map<Integer, Integer> map =
        switch (number % 4) {
          case 0 -> new HashMap<>();
          case 1 -> new LinkedHashMap<>();
          case 2 -> new ConcurrentHashMap<>();
          default -> new HashMap<>(2 * ENTRIES);
        };
    for (Integer key : KEYS) {
      map.put(key, key);
    }
    for (int i = number % ENTRIES; i < ENTRIES; i++) {
      map.remove(KEYS[i]);
    }
    KEPT.add(map);
  }
}
