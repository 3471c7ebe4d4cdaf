package io.tidemark.it.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ways to fill and empty maps. */
final class MapShapes {

  private static final int THREADS = 8;

  private MapShapes() {}

  static <M extends Map<Object, Object>> M fill(M map, int entries) {
    for (int i = 0; i < entries; i++) {
      map.put(i, i);
    }
    return map;
  }

  static HashMap<Object, Object> filled(int entries) {
    return fill(new HashMap<>(), entries);
  }

  static LinkedHashMap<Object, Object> filledLinked(int entries) {
    return fill(new LinkedHashMap<>(), entries);
  }

  static Map<Object, Object> putAll(Map<Object, Object> map, int entries) {
    map.putAll(filled(entries));
    return map;
  }

  static Map<Object, Object> compute(Map<Object, Object> map, int entries) {
    for (int i = 0; i < entries; i++) {
      if (i % 2 == 0) {
        map.computeIfAbsent(i, key -> key);
      } else {
        map.compute(i, (key, old) -> key);
      }
    }
    return map;
  }

  static Map<Object, Object> merge(Map<Object, Object> map, int entries) {
    for (int i = 0; i < entries; i++) {
      map.merge(i, i, (old, given) -> given);
    }
    return map;
  }

  static Map<Object, Object> putIfAbsent(Map<Object, Object> map, int entries) {
    for (int i = 0; i < entries; i++) {
      map.putIfAbsent(i, i);
    }
    return map;
  }

  static Collection<Object> addAll(Collection<Object> set, int entries) {
    for (int i = 0; i < entries; i++) {
      set.add(i);
    }
    return set;
  }

  static Stream<Integer> numbers(int entries) {
    return IntStream.range(0, entries).boxed();
  }

  /** Removes single entries until so many are left. */
  static Map<Object, Object> leave(Map<Object, Object> map, int entries) {
    for (int i = map.size() - 1; i >= entries; i--) {
      map.remove(i);
    }
    return map;
  }

  static Map<Object, Object> fillColliding(Map<Object, Object> map, int entries) {
    for (int i = 0; i < entries; i++) {
      map.put(new Colliding(i), i);
    }
    return map;
  }

  static Map<Object, Object> accessOrder() {
    return new LinkedHashMap<>(16, 0.75f, true);
  }

  static Map<Object, Object> anonymous() {
    return new HashMap<>() {
      private static final long serialVersionUID = 1;
    };
  }

  static Map<Object, Object> filledByThreads(int entries) throws InterruptedException {
    Map<Object, Object> map = new ConcurrentHashMap<>();
    inThreads(entries, i -> map.put(i, i));
    return map;
  }

  /** A map that eight threads filled and eight threads emptied down to so many entries. */
  static Map<Object, Object> emptiedByThreads(int entries) throws InterruptedException {
    Map<Object, Object> map = filledByThreads(100_000);
    inThreads(100_000 - entries, map::remove);
    return map;
  }

  static Object deserialised(Object original) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  static int entries(Object made) {
    return made instanceof Map<?, ?> map ? map.size() : ((Set<?>) made).size();
  }

  private static void inThreads(int entries, java.util.function.IntConsumer work)
      throws InterruptedException {
    Thread[] threads = new Thread[THREADS];
    for (int t = 0; t < THREADS; t++) {
      int first = t;
      threads[t] =
          new Thread(
              () -> {
                for (int i = first; i < entries; i += THREADS) {
                  work.accept(i);
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Keys that fall into a few buckets. */
  record Colliding(int number) implements Comparable<Colliding> {
    @Override
    public int hashCode() {
      return number % 7;
    }

    @Override
    public int compareTo(Colliding other) {
      return Integer.compare(number, other.number);
    }
  }
}
