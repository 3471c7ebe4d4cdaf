package io.tidemark.it.programs.semantics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.IntFunction;

/** Prints the order of a map's or set's elements again and again during many random operations. */
final class Orders {

  private static final int SEED = 20261121;
  private static final int OPERATIONS = 40_000;
  private static final int BETWEEN_LOOKS = 500;
  private static final int KEYS = 3000;

  private Orders() {}

  static void print() {
    for (MapKind kind : MapKind.values()) {
      work(kind + " of numbers", kind.make(), number -> number);
      work(kind + " of strings", kind.make(), number -> "string " + number);
      work(kind + " of colliding keys", kind.make(), Key::new);
    }
    for (SetKind kind : SetKind.values()) {
      work(kind + " of strings", kind.make(), number -> "string " + number);
    }
  }

  private static void work(String name, Map<Object, Integer> map, IntFunction<Object> key) {
    Random random = new Random(SEED);
    for (int i = 1; i <= OPERATIONS; i++) {
      // it fills for a while and drains for a while, so that tables grow and limits are passed
      boolean filling = i % 10_000 < 6000;
      change(map, key.apply(random.nextInt(KEYS)), random.nextInt(filling ? 8 : 14), i);
      if (i % 16_000 == 0) {
        map.clear();
      }
      if (i % BETWEEN_LOOKS == 0) {
        System.out.println("order " + name + " after " + i + ": " + orders(map));
      }
    }
    System.out.println("order " + name + " at last: " + map);
  }

  private static void change(Map<Object, Integer> map, Object key, int operation, int value) {
    switch (operation) {
      case 0, 1, 2 -> map.put(key, value);
      case 3 -> map.putIfAbsent(key, value);
      case 4 -> map.computeIfAbsent(key, absent -> value);
      case 5 -> map.merge(key, value, Integer::sum);
      case 6 -> map.putAll(new HashMap<>(Map.of(key, value)));
      case 7 -> map.get(key);
      case 8 -> map.computeIfPresent(key, (present, old) -> null);
      case 9 -> map.merge(key, value, (old, given) -> null);
      case 10 -> removeFirst(map.entrySet().iterator());
      case 11 -> map.values().removeIf(old -> old % 97 == 0);
      default -> map.remove(key);
    }
  }

  private static void work(String name, Set<Object> set, IntFunction<Object> element) {
    Random random = new Random(SEED);
    for (int i = 1; i <= OPERATIONS; i++) {
      Object one = element.apply(random.nextInt(KEYS));
      if (i % 10_000 < 6000) {
        set.add(one);
      } else if (!set.remove(one)) {
        removeFirst(set.iterator());
      }
      if (i % BETWEEN_LOOKS == 0) {
        System.out.println(
            "order " + name + " after " + i + ": " + new ArrayList<>(set).hashCode());
      }
    }
    System.out.println("order " + name + " at last: " + set);
  }

  private static void removeFirst(Iterator<?> iterator) {
    if (iterator.hasNext()) {
      iterator.next();
      iterator.remove();
    }
  }

  /** The hash code of a list depends on its order. */
  private static List<Integer> orders(Map<Object, Integer> map) {
    List<Object> visited = new ArrayList<>();
    map.forEach((key, value) -> visited.add(key));
    List<Object> split = new ArrayList<>();
    Spliterator<Object> rest = map.keySet().spliterator();
    Spliterator<Object> first = rest.trySplit();
    rest.forEachRemaining(split::add);
    if (first != null) {
      first.forEachRemaining(split::add);
    }
    return List.of(
        map.size(),
        new ArrayList<>(map.keySet()).hashCode(),
        new ArrayList<>(map.values()).hashCode(),
        new ArrayList<>(map.entrySet()).hashCode(),
        visited.hashCode(),
        split.hashCode());
  }
}
