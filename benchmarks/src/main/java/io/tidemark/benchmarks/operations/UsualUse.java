package io.tidemark.benchmarks.operations;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uses maps as a program of some size does before it comes to what is measured: keys of several
 * classes, hits and misses, collisions, growth, removals and clears.
 *
 * <p>The compiler goes by what it has seen of a map's code in the whole JVM. Without this it would
 * have seen nothing but the benchmark where there is no agent, and the agent's own use of maps
 * where there is one: the benchmark would measure that difference, which no program has.
 */
final class UsualUse {

  private static final int ROUNDS = 60;
  private static final int ENTRIES = 300;

  private UsualUse() {}

  /** Takes a fraction of a second. */
  static void ofMaps() {
    int sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Map<Object, Object> map :
          List.<Map<Object, Object>>of(
              new HashMap<>(), new LinkedHashMap<>(), new ConcurrentHashMap<>())) {
        sum += use(map);
      }
    }
    if (sum == 0) {
      throw new IllegalStateException("nothing was used");
    }
  }

  private static int use(Map<Object, Object> map) {
    int sum = 0;
    for (int i = 0; i < ENTRIES; i++) {
      for (Object key : List.of("key" + i, i, (long) i << 32 | i, i / 16 * 4096.0)) {
        map.put(key, i);
        map.merge(key, i, (old, given) -> given);
        map.computeIfAbsent(key, k -> k);
        sum += map.get(key).hashCode();
      }
      sum += map.containsKey("none" + i) ? 1 : 0;
    }
    for (Object key : map.keySet().toArray()) {
      if (key.hashCode() % 3 != 0) {
        sum += map.remove(key) == null ? 1 : 2;
        sum += map.remove(key) == null ? 1 : 2;
      }
    }
    map.clear();
    return sum;
  }
}
