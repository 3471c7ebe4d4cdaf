package io.tidemark.it.programs.semantics;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** Prints the stack traces of what maps throw themselves. */
final class Refusals {

  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private Refusals() {}

  static void print() {
    constructors();
    for (MapKind kind : MapKind.values()) {
      ofNulls(kind);
      ofIterators(kind.toString(), kind.make());
    }
    Outcome.print("trace of a HashMap's bytes", () -> readSpoiled(new HashMap<>()));
    Outcome.print("trace of a LinkedHashMap's bytes", () -> readSpoiled(new LinkedHashMap<>()));
    Outcome.print("trace of a HashSet's bytes", () -> readSpoiled(new HashSet<>()));
  }

  private static void constructors() {
    Map<String, Callable<?>> made = new LinkedHashMap<>();
    made.put("HashMap(-1)", () -> new HashMap<>(-1));
    made.put("HashMap(-1, 1)", () -> new HashMap<>(-1, 1f));
    made.put("HashMap(1, NaN)", () -> new HashMap<>(1, Float.NaN));
    made.put("HashMap(null)", () -> new HashMap<>((Map<?, ?>) null));
    made.put("LinkedHashMap(-1)", () -> new LinkedHashMap<>(-1));
    made.put("LinkedHashMap(1, 0, true)", () -> new LinkedHashMap<>(1, 0f, true));
    made.put("LinkedHashMap(null)", () -> new LinkedHashMap<>((Map<?, ?>) null));
    made.put("HashSet(-1)", () -> new HashSet<>(-1));
    made.put("HashSet(null)", () -> new HashSet<>((Set<?>) null));
    made.put("LinkedHashSet(-1)", () -> new LinkedHashSet<>(-1));
    made.put("ConcurrentHashMap(-1)", () -> new ConcurrentHashMap<>(-1));
    made.put("ConcurrentHashMap(1, -1)", () -> new ConcurrentHashMap<>(1, -1f));
    made.put("ConcurrentHashMap(1, 1, 0)", () -> new ConcurrentHashMap<>(1, 1f, 0));
    made.put("ConcurrentHashMap(null)", () -> new ConcurrentHashMap<>((Map<?, ?>) null));
    made.put("newKeySet(-1)", () -> ConcurrentHashMap.newKeySet(-1));
    made.forEach((name, maker) -> Outcome.print("trace of " + name, maker));
  }

  private static void ofNulls(MapKind kind) {
    Map<Object, Object> map = kind.make();
    Map<String, Callable<?>> work = new LinkedHashMap<>();
    work.put("put of a null key", () -> map.put(null, 1));
    work.put("put of a null value", () -> map.put(1, null));
    work.put("get of null", () -> map.get(null));
    work.put("remove of null", () -> map.remove(null));
    work.put("putAll of null", () -> putAll(map, null));
    work.put("computeIfAbsent without a function", () -> map.computeIfAbsent(1, null));
    work.put("compute without a function", () -> map.compute(1, null));
    work.put("merge without a value", () -> map.merge(1, null, (old, given) -> 1));
    work.put("merge without a function", () -> map.merge(1, 1, null));
    work.put("for each without a function", () -> run(() -> map.forEach(null)));
    work.put("replaceAll without a function", () -> run(() -> map.replaceAll(null)));
    work.put("toArray of null", () -> map.keySet().toArray((Object[]) null));
    work.put("toArray of another class", () -> map.keySet().toArray(new Thread[0]).length);
    work.forEach((name, operation) -> Outcome.print("trace of " + kind + " " + name, operation));
  }

  private static void ofIterators(String name, Map<Object, Object> map) {
    Outcome.print("trace of " + name + " next of none", () -> map.keySet().iterator().next());
    map.put(1, 1);
    Outcome.print("trace of " + name + " remove before next", () -> remove(map, 0));
    Outcome.print("trace of " + name + " remove twice", () -> remove(map, 2));
    map.put(1, 1);
    Outcome.print(
        "trace of " + name + " null as a value",
        () -> map.entrySet().iterator().next().setValue(null));
    Outcome.print("trace of " + name + " add to the keys", () -> map.keySet().add(2));
  }

  /** Reads a map's or set's bytes with a load factor that can't be. */
  private static Object readSpoiled(Object original) throws Exception {
    String bytes = new String(RoundTrips.bytes(original), BYTES);
    String spoiled = bytes.replace(bytesOf(0.75f), bytesOf(-0.75f));
    return RoundTrips.read(spoiled.getBytes(BYTES));
  }

  private static String bytesOf(float number) {
    return new String(ByteBuffer.allocate(4).putFloat(number).array(), BYTES);
  }

  private static Object putAll(Map<Object, Object> map, Map<Object, Object> more) {
    map.putAll(more);
    return map.size();
  }

  private static Object remove(Map<Object, Object> map, int times) {
    Iterator<Object> keys = map.keySet().iterator();
    if (times > 0) {
      keys.next();
    }
    for (int i = 0; i < Math.max(1, times); i++) {
      keys.remove();
    }
    return "removed";
  }

  private static String run(Runnable work) {
    work.run();
    return "ran";
  }
}
