package io.tidemark.it.programs;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Grows maps while it is initialised. {@link GrowthWhileLoading} defines it under many names. */
public final class Loaded000 {

  static {
    grow(new HashMap<>());
    grow(new ConcurrentHashMap<>());
  }

  private Loaded000() {}

  private static void grow(Map<Integer, Integer> map) {
    map.putAll(GrowthWhileLoading.MANY);
    GrowthWhileLoading.keep(map);
  }
}
