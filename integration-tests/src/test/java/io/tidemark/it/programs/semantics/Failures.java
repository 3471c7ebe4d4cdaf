package io.tidemark.it.programs.semantics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** Prints the stack traces of what the application's own code throws inside maps. */
final class Failures {

  /** So many that the buckets of colliding keys are trees. */
  private static final int ENTRIES = 200;

  private Failures() {}

  static void print() {
    for (MapKind kind : MapKind.values()) {
      for (Key.Method failing : Key.Method.values()) {
        ofKeys(kind, failing);
      }
      ofFunctions(kind);
    }
    for (SetKind kind : SetKind.values()) {
      ofElements(kind);
    }
    ofEldestEntry();
  }

  private static void ofKeys(MapKind kind, Key.Method failing) {
    Map<Object, Object> map = filled(kind, ENTRIES);
    Map<Object, Object> small = filled(kind, 20);
    Map<Object, Object> more = filled(kind, 2 * ENTRIES);
    Key known = new Key(50);
    Key absent = new Key(ENTRIES + 1);
    Map<String, Callable<?>> work = new LinkedHashMap<>();
    work.put("get", () -> map.get(known));
    work.put("get of none", () -> map.get(absent));
    work.put("containsKey", () -> map.containsKey(known));
    work.put("put", () -> map.put(known, 1));
    work.put("put of none", () -> map.put(absent, 1));
    work.put("putIfAbsent", () -> map.putIfAbsent(new Key(ENTRIES + 2), 1));
    work.put("put that makes a tree", () -> put(small, 40));
    work.put("putAll", () -> putAll(map, more));
    work.put("computeIfAbsent", () -> map.computeIfAbsent(new Key(ENTRIES + 3), key -> 1));
    work.put("computeIfPresent", () -> map.computeIfPresent(known, (key, old) -> 1));
    work.put("compute", () -> map.compute(new Key(ENTRIES + 4), (key, old) -> 1));
    work.put("merge", () -> map.merge(new Key(ENTRIES + 5), 1, (old, given) -> 1));
    work.put("replace", () -> map.replace(known, 1));
    work.put("remove", () -> map.remove(known));
    work.put("remove of two", () -> map.remove(new Key(51), 51));
    work.put("copy", () -> copy(kind, map).size());
    work.put("equals", () -> map.equals(copyOf(map)));
    work.put("hashCode", map::hashCode);
    work.put("toString", map::toString);
    work.put("round trip", () -> RoundTrips.read(RoundTrips.bytes(map)));
    work.put("clear", () -> cleared(map));
    work.forEach((name, operation) -> failingIn(failing, kind + " " + name, operation));
  }

  /** The key's method fails while the operation runs, and only then. */
  private static void failingIn(Key.Method failing, String name, Callable<?> operation) {
    Outcome.print(
        "trace of " + name + " failing in " + failing,
        () -> {
          Key.failing = failing;
          try {
            return operation.call();
          } finally {
            Key.failing = Key.Method.NONE;
          }
        });
  }

  private static void ofFunctions(MapKind kind) {
    Map<Object, Object> map = filled(kind, ENTRIES);
    Key known = new Key(50);
    Key absent = new Key(ENTRIES + 1);
    Map<String, Callable<?>> work = new LinkedHashMap<>();
    work.put("computeIfAbsent", () -> map.computeIfAbsent(absent, key -> fail()));
    work.put("computeIfPresent", () -> map.computeIfPresent(known, (key, old) -> fail()));
    work.put("compute", () -> map.compute(known, (key, old) -> fail()));
    work.put("compute of none", () -> map.compute(absent, (key, old) -> fail()));
    work.put("merge", () -> map.merge(known, 1, (old, given) -> fail()));
    work.put("for each", () -> run(() -> map.forEach((key, value) -> fail())));
    work.put("for each key", () -> run(() -> map.keySet().forEach(key -> fail())));
    work.put("replaceAll", () -> run(() -> map.replaceAll((key, value) -> fail())));
    work.put("removeIf", () -> map.values().removeIf(value -> fail() == null));
    work.put("stream", () -> map.keySet().stream().map(key -> fail()).toList());
    work.forEach((name, operation) -> Outcome.print("trace of " + kind + " " + name, operation));
    Outcome.print("size of " + kind + " afterwards", map::size);
  }

  private static void ofElements(SetKind kind) {
    for (Key.Method failing : Key.Method.values()) {
      Set<Object> set = kind.make();
      for (int i = 0; i < ENTRIES; i++) {
        set.add(new Key(i));
      }
      Map<String, Callable<?>> work = new LinkedHashMap<>();
      work.put("add", () -> set.add(new Key(ENTRIES)));
      work.put("contains", () -> set.contains(new Key(50)));
      work.put("remove", () -> set.remove(new Key(51)));
      work.put("addAll", () -> set.addAll(List.of(new Key(ENTRIES + 1), new Key(ENTRIES + 2))));
      work.put("retainAll", () -> set.retainAll(Set.of()));
      work.put("round trip", () -> RoundTrips.read(RoundTrips.bytes(set)));
      work.forEach((name, operation) -> failingIn(failing, kind + " " + name, operation));
    }
  }

  private static void ofEldestEntry() {
    Map<Integer, Integer> map =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
            if (size() > 13) {
              throw new IllegalStateException("no more than 13");
            }
            return false;
          }
        };
    for (int i = 0; i < 15; i++) {
      int key = i;
      Outcome.print("trace of a LinkedHashMap that refuses " + i, () -> map.put(key, key));
    }
    Outcome.print("the LinkedHashMap afterwards", map::toString);
  }

  private static Map<Object, Object> filled(MapKind kind, int entries) {
    Map<Object, Object> map = kind.make();
    for (int i = 0; i < entries; i++) {
      map.put(new Key(i), i);
    }
    return map;
  }

  private static Object put(Map<Object, Object> map, int entries) {
    for (int i = map.size(); i < entries; i++) {
      map.put(new Key(i), i);
    }
    return "put";
  }

  private static Object putAll(Map<Object, Object> map, Map<Object, Object> more) {
    map.putAll(more);
    return map.size();
  }

  private static Map<Object, Object> copy(MapKind kind, Map<Object, Object> map) {
    return kind.isPlain() ? new HashMap<>(map) : new ConcurrentHashMap<>(map);
  }

  private static Map<Object, Object> copyOf(Map<Object, Object> map) {
    return new LinkedHashMap<>(map);
  }

  private static Object cleared(Map<Object, Object> map) {
    map.clear();
    return map;
  }

  private static Object fail() {
    throw new NoSuchElementException("failed in a function");
  }

  private static String run(Runnable work) {
    work.run();
    return "ran";
  }
}
