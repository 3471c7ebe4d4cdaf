package io.tidemark.benchmarks.programs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uses maps as a program of some size does before it comes to what is measured: hits and misses,
 * collisions, growth, removals and clears.
 *
 * <p>The compiler goes by what it has seen of a map's code in the whole JVM. Without this it would
 * have seen nothing but the benchmark where there is no agent, and the agent's own use of maps
 * where there is one: the benchmark would measure that difference, which no program has.
 *
 * <p>All keys are Integers, as those measured. At each call of {@code equals} the compiler counts
 * two classes, those that came first since the map was woven. With keys of more classes it was left
 * to chance, and differed between the arms, whether the measured keys' were among them.
 */
public final class UsualUse {

  private static final int ROUNDS = 60;
  private static final int ENTRIES = 300;

  /** Sixteen multiples of 2 to that power meet in one slot of a small table. */
  private static final int COLLIDING_BITS = 12;

  private UsualUse() {}

  /** Takes a fraction of a second. */
  public static void ofMaps() {
    int sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Map<Integer, Integer> map :
          List.<Map<Integer, Integer>>of(
              new HashMap<>(), new LinkedHashMap<>(), new ConcurrentHashMap<>())) {
        sum += use(map);
      }
    }
    if (sum == 0) {
      throw new IllegalStateException("nothing was used");
    }
  }

  private static int use(Map<Integer, Integer> map) {
    int sum = 0;
    for (int i = 0; i < ENTRIES; i++) {
      for (Integer key : List.of(i, i << COLLIDING_BITS)) {
        map.put(key, i);
        map.merge(key, i, (old, given) -> given);
        map.computeIfAbsent(key, k -> k);
        sum += map.get(key).hashCode();
      }
      sum += map.containsKey(-1 - i) ? 1 : 0;
    }
    for (Integer key : map.keySet().toArray(new Integer[0])) {
      if (key % 3 != 0) {
        sum += map.remove(key) == null ? 1 : 2;
        sum += map.remove(key) == null ? 1 : 2;
      }
    }
    map.clear();
    return sum;
  }
}
