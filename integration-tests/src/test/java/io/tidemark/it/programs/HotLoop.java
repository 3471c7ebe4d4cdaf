package io.tidemark.it.programs;

import java.util.HashMap;
import java.util.Map;

/** Code that does nothing but put into a small map and remove from it. */
public final class HotLoop {

  private static final int ROUNDS = 20_000;
  private static final Map<Object, Object> SMALL = new HashMap<>();
  private static final Object[] KEYS = new Object[100];

  private HotLoop() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < KEYS.length; i++) {
      KEYS[i] = i;
    }
    Commands.serve(Map.of("work", HotLoop::work));
  }

  private static void work() {
    for (int i = 0; i < ROUNDS; i++) {
      round();
    }
  }

  private static void round() {
    for (Object key : KEYS) {
      SMALL.put(key, key);
    }
    for (Object key : KEYS) {
      SMALL.remove(key);
    }
  }
}
