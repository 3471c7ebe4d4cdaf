package io.tidemark.benchmarks.programs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uses maps and sets as a program of some size does before it comes to what is measured: hits and
 * misses, collisions, growth, removals and clears.
 *
 * <p>The compiler goes by what it has seen of a map's code in the whole JVM. Without this it would
 * have seen nothing but the benchmark where there is no agent, and the agent's own use of maps
 * where there is one: the benchmark would measure that difference, which no program has.
 *
 * <p>All keys are Strings, as those measured. At each call of {@code equals} the compiler counts
 * two classes, those that came first since the map's code was loaded or woven. Names of classes and
 * of properties are Strings and come first in every JVM; keys of another class would be counted in
 * one arm and not in the next, as chance has it.
 *
 * <p>A null key is asked for, too: whoever formats a date by {@code java.time} puts some, and so
 * does the agent. Where none was ever seen, the compiler leaves out the look whether the key is
 * null.
 */
public final class UsualUse {

  private static final int ROUNDS = 60;
  private static final int ENTRIES = 300;

  /** So many pairs of letters, each of one of two kinds, make 16 Strings of one hash code. */
  private static final int PAIRS = 4;

  private UsualUse() {}

  /** Takes a fraction of a second. */
  public static void ofMaps() {
    int sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Map<String, Integer> map :
          List.<Map<String, Integer>>of(
              new HashMap<>(), new LinkedHashMap<>(), new ConcurrentHashMap<>())) {
        sum += use(map);
      }
      for (Set<String> set : List.<Set<String>>of(new HashSet<>(), new LinkedHashSet<>())) {
        sum += use(set);
      }
    }
    if (sum == 0) {
      throw new IllegalStateException("nothing was used");
    }
  }

  private static int use(Map<String, Integer> map) {
    int sum = 0;
    for (int i = 0; i < ENTRIES; i++) {
      for (String key : List.of("key " + i, colliding(i))) {
        map.put(key, i);
        map.merge(key, i, (old, given) -> given);
        map.computeIfAbsent(key, String::length);
        sum += map.get(key).hashCode();
      }
      sum += map.containsKey("none " + i) ? 1 : 0;
    }
    if (map instanceof HashMap) {
      sum += map.containsKey(null) ? 1 : 0;
    }
    for (String key : map.keySet().toArray(new String[0])) {
      if (key.hashCode() % 3 != 0) {
        sum += map.remove(key) == null ? 1 : 2;
        sum += map.remove(key) == null ? 1 : 2;
      }
    }
    map.clear();
    return sum;
  }

  private static int use(Set<String> set) {
    int sum = 0;
    for (int i = 0; i < ENTRIES; i++) {
      for (String key : List.of("key " + i, colliding(i))) {
        sum += set.add(key) ? 1 : 0;
        sum += set.add(key) ? 1 : 0;
        sum += set.contains(key) ? 1 : 0;
      }
      sum += set.contains("none " + i) ? 1 : 0;
    }
    for (String key : set.toArray(new String[0])) {
      sum += key.hashCode() % 3 != 0 && set.remove(key) ? 1 : 0;
    }
    set.clear();
    return sum;
  }

  private static String colliding(int number) {
    StringBuilder key = new StringBuilder();
    for (int pair = 0; pair < PAIRS; pair++) {
      key.append((number >> pair & 1) == 0 ? "Aa" : "BB");
    }
    return key.append(number >> PAIRS).toString();
  }
}
