package io.tidemark.it.programs;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Every way to take all entries out of a map. Keys and values of the maps are equal. */
final class Emptiers {

  private Emptiers() {}

  /** One way to empty a map. */
  @FunctionalInterface
  interface Emptier {
    void empty(Map<Object, Object> map) throws Exception;
  }

  /** The ways that every map has, by their names. */
  static Map<String, Emptier> ofAnyMap() {
    Map<String, Emptier> ways = new TreeMap<>();
    ways.put("remove", map -> eachKey(map, map::remove));
    ways.put("remove-pair", map -> eachKey(map, key -> map.remove(key, key)));
    ways.put("clear", Map::clear);
    ways.put("compute", map -> eachKey(map, key -> map.compute(key, (k, v) -> null)));
    ways.put(
        "compute-if-present",
        map -> eachKey(map, key -> map.computeIfPresent(key, (k, v) -> null)));
    ways.put("merge", map -> eachKey(map, key -> map.merge(key, key, (old, given) -> null)));
    ways.put("keys-clear", map -> map.keySet().clear());
    ways.put("values-clear", map -> map.values().clear());
    ways.put("entries-clear", map -> map.entrySet().clear());
    ways.put("keys-remove-if", map -> map.keySet().removeIf(key -> true));
    ways.put("values-remove-if", map -> map.values().removeIf(value -> true));
    ways.put("entries-remove-if", map -> map.entrySet().removeIf(entry -> true));
    ways.put("keys-remove", map -> eachKey(map, map.keySet()::remove));
    ways.put("values-remove", map -> eachKey(map, map.values()::remove));
    ways.put("entries-remove", map -> eachKey(map, key -> removeEntry(map, key)));
    ways.put("keys-remove-all", map -> map.keySet().removeAll(new ArrayList<>(map.keySet())));
    ways.put("values-remove-all", map -> map.values().removeAll(map.keySet()));
    ways.put("keys-retain-all", map -> map.keySet().retainAll(List.of()));
    ways.put("values-retain-all", map -> map.values().retainAll(List.of()));
    ways.put("entries-retain-all", map -> map.entrySet().retainAll(List.of()));
    ways.put("keys-iterator", map -> drain(map.keySet().iterator()));
    ways.put("values-iterator", map -> drain(map.values().iterator()));
    ways.put("entries-iterator", map -> drain(map.entrySet().iterator()));
    return ways;
  }

  /** The ways of a LinkedHashMap as a sequenced map, which it is from Java 21 on. */
  static Map<String, Emptier> ofSequencedMap() throws ReflectiveOperationException {
    Method reversed = LinkedHashMap.class.getMethod("reversed");
    Method pollFirst = LinkedHashMap.class.getMethod("pollFirstEntry");
    Method pollLast = LinkedHashMap.class.getMethod("pollLastEntry");
    Method keys = LinkedHashMap.class.getMethod("sequencedKeySet");
    Method entries = LinkedHashMap.class.getMethod("sequencedEntrySet");
    Method removeFirst = Class.forName("java.util.SequencedCollection").getMethod("removeFirst");
    Method removeLast = Class.forName("java.util.SequencedCollection").getMethod("removeLast");
    Map<String, Emptier> ways = new TreeMap<>();
    ways.put("poll-first", map -> whileFull(map, m -> pollFirst.invoke(m)));
    ways.put("poll-last", map -> whileFull(map, m -> pollLast.invoke(m)));
    ways.put("reversed-clear", map -> ((Map<?, ?>) reversed.invoke(map)).clear());
    ways.put(
        "reversed-remove",
        map -> {
          Map<?, ?> view = (Map<?, ?>) reversed.invoke(map);
          eachKey(map, view::remove);
        });
    ways.put("first-key", map -> whileFull(map, m -> removeFirst.invoke(keys.invoke(m))));
    ways.put("last-entry", map -> whileFull(map, m -> removeLast.invoke(entries.invoke(m))));
    return ways;
  }

  private static void eachKey(Map<Object, Object> map, Consumer<Object> removal) {
    new ArrayList<>(map.keySet()).forEach(removal);
  }

  private static void whileFull(Map<Object, Object> map, Emptier one) throws Exception {
    while (!map.isEmpty()) {
      one.empty(map);
    }
  }

  private static void removeEntry(Map<Object, Object> map, Object key) {
    if (!map.entrySet().remove(Map.entry(key, key))) {
      throw new IllegalStateException("no entry " + key);
    }
  }

  private static void drain(Iterator<?> iterator) {
    while (iterator.hasNext()) {
      iterator.next();
      iterator.remove();
    }
  }
}
