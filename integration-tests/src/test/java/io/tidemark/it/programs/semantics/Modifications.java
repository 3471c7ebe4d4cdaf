package io.tidemark.it.programs.semantics;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Prints what comes of changing a map or set while it is walked through. */
final class Modifications {

  private static final int ENTRIES = 20;

  private Modifications() {}

  /** Walks through a map's elements and calls the change at each. */
  private interface Walk {
    void over(Map<String, Integer> map, Runnable change);
  }

  static void print() {
    for (MapKind kind : MapKind.values()) {
      walks()
          .forEach(
              (walk, walker) ->
                  changes()
                      .forEach(
                          (change, changer) ->
                              Outcome.print(
                                  "change of " + kind + ", " + walk + ", " + change,
                                  walking(kind.make(), walker, changer))));
      functions(kind);
    }
    for (SetKind kind : SetKind.values()) {
      Outcome.print("change of " + kind + ", add", () -> walking(kind.make(), 1));
      Outcome.print("change of " + kind + ", remove", () -> walking(kind.make(), -1));
    }
  }

  private static Map<String, Walk> walks() {
    Map<String, Walk> walks = new LinkedHashMap<>();
    walks.put("iterator of keys", (map, change) -> each(map.keySet().iterator(), change));
    walks.put("iterator of values", (map, change) -> each(map.values().iterator(), change));
    walks.put("iterator of entries", (map, change) -> each(map.entrySet().iterator(), change));
    walks.put("for each", (map, change) -> map.forEach((key, value) -> change.run()));
    walks.put("for each key", (map, change) -> map.keySet().forEach(key -> change.run()));
    walks.put("for each value", (map, change) -> map.values().forEach(value -> change.run()));
    walks.put("for each entry", (map, change) -> map.entrySet().forEach(entry -> change.run()));
    walks.put("spliterator", (map, change) -> each(map.keySet().spliterator(), change));
    walks.put(
        "rest of spliterator",
        (map, change) -> map.values().spliterator().forEachRemaining(value -> change.run()));
    walks.put("stream", (map, change) -> map.entrySet().stream().forEach(entry -> change.run()));
    return walks;
  }

  private static Map<String, Consumer<Map<String, Integer>>> changes() {
    Map<String, Consumer<Map<String, Integer>>> changes = new LinkedHashMap<>();
    changes.put("nothing", Map::size);
    changes.put("get", map -> map.get("key 3"));
    changes.put("put new", map -> map.put("new " + map.size(), 0));
    changes.put("put known", map -> map.put("key 4", 0));
    changes.put("growth", map -> fill(map, "more ", 100));
    changes.put("remove", map -> map.remove("key " + (map.size() - 1)));
    changes.put("remove of nothing", map -> map.remove("nothing"));
    changes.put("clear", Map::clear);
    changes.put("compute new", map -> map.compute("computed", (key, old) -> 1));
    changes.put("compute to null", map -> map.compute("key 5", (key, old) -> null));
    changes.put("merge to null", map -> map.merge("key 6", 1, (old, given) -> null));
    changes.put("replace all", map -> map.replaceAll((key, value) -> value + 1));
    changes.put("remove if", map -> map.values().removeIf(value -> value == 7));
    return changes;
  }

  private static Callable<?> walking(
      Map<String, Integer> map, Walk walk, Consumer<Map<String, Integer>> change) {
    fill(map, "key ", ENTRIES);
    int[] steps = {0};
    return () -> {
      try {
        walk.over(
            map,
            () -> {
              // the third step changes the map, and no other, so that every walk comes to an end
              if (++steps[0] == 3) {
                change.accept(map);
              }
            });
      } finally {
        System.out.println(steps[0] + " steps, left: " + map);
      }
      return "walked";
    };
  }

  private static String walking(Set<Integer> set, int sign) {
    for (int i = 0; i < ENTRIES; i++) {
      set.add(i);
    }
    for (Integer element : set) {
      if (element == 3) {
        set.add(sign * 100);
        set.remove(sign * 4);
      }
    }
    return set.toString();
  }

  /** A ConcurrentHashMap may only be changed by a function in what it is asked to compute. */
  private static void functions(MapKind kind) {
    Map<String, Integer> map = kind.make();
    fill(map, "key ", ENTRIES);
    if (kind.isPlain()) {
      Outcome.print(
          "change of " + kind + " in computeIfAbsent",
          () -> map.computeIfAbsent("absent", key -> map.put("new 1", 1)));
      Outcome.print(
          "change of " + kind + " in compute",
          () -> map.compute("key 1", (key, old) -> map.put("new 2", 2)));
      Outcome.print(
          "change of " + kind + " in computeIfPresent",
          () -> map.computeIfPresent("key 2", (key, old) -> map.remove("key 3")));
      Outcome.print(
          "change of " + kind + " in merge",
          () -> map.merge("key 4", 1, (old, given) -> map.put("new 3", 3)));
      Outcome.print(
          "change of " + kind + " in replaceAll", () -> replaceAll(map, () -> map.put("new 4", 4)));
    } else {
      Outcome.print(
          "change of " + kind + " in computeIfAbsent",
          () -> map.computeIfAbsent("absent", key -> map.computeIfAbsent("absent", same -> 1)));
      Outcome.print(
          "change of " + kind + " in compute",
          () -> map.compute("other", (key, old) -> map.compute("other", (same, none) -> 1)));
    }
    System.out.println("left: " + map);
  }

  private static String replaceAll(Map<String, Integer> map, Runnable change) {
    map.replaceAll(
        (key, value) -> {
          change.run();
          return value;
        });
    return "replaced";
  }

  private static void each(Iterator<?> iterator, Runnable change) {
    while (iterator.hasNext()) {
      iterator.next();
      change.run();
    }
  }

  private static void each(Spliterator<?> spliterator, Runnable change) {
    while (spliterator.tryAdvance(element -> change.run())) {
      // the change is all
    }
  }

  private static void fill(Map<String, Integer> map, String start, int entries) {
    for (int i = 0; i < entries; i++) {
      map.put(start + i, i);
    }
  }
}
