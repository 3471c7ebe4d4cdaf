package io.tidemark.it.programs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Makes a map in every way there is, keeps it, and prints {@code kind NAME TYPE ENTRIES}. Each map
 * has another number of entries, by which it is found again.
 */
public final class MapKinds {

  private static final Map<String, Object> KEPT = new TreeMap<>();
  private static int nextEntries = 3100;

  private MapKinds() {}

  /** Something that makes a map or set with so many entries. */
  @FunctionalInterface
  interface Maker {
    Object make(int entries) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("make", MapKinds::make, "arm", () -> UserMaps.armHostileMaps()));
  }

  private static void make() throws Exception {
    hashMaps();
    linkedHashMaps();
    concurrentHashMaps();
    sets();
    if (Runtime.version().feature() >= 19) {
      newerFactories();
    }
  }

  private static void hashMaps() throws Exception {
    keep("HashMap", "grown", n -> MapShapes.fill(new HashMap<>(), n));
    keep("HashMap", "presized", n -> MapShapes.fill(new HashMap<>(8192), n));
    keep("HashMap", "presized-hardly-used", n -> MapShapes.fill(new HashMap<>(1 << 17), n));
    keep("HashMap", "low-load-factor", n -> MapShapes.fill(new HashMap<>(16, 0.1f), n));
    keep("HashMap", "high-load-factor", n -> MapShapes.fill(new HashMap<>(4096, 3f), n * 4));
    keep("HashMap", "odd-load-factor", n -> MapShapes.fill(new HashMap<>(7, 0.37f), n));
    keep("HashMap", "copied", n -> new HashMap<>(MapShapes.filled(n)));
    keep("HashMap", "put-all", n -> MapShapes.putAll(new HashMap<>(), n));
    keep("HashMap", "put-all-presized", n -> MapShapes.putAll(new HashMap<>(1 << 14), n));
    keep("HashMap", "cloned", n -> MapShapes.filled(n).clone());
    keep("HashMap", "deserialised", n -> MapShapes.deserialised(MapShapes.filled(n)));
    keep("HashMap", "computed", n -> MapShapes.compute(new HashMap<>(), n));
    keep("HashMap", "merged", n -> MapShapes.merge(new HashMap<>(), n));
    keep("HashMap", "put-if-absent", n -> MapShapes.putIfAbsent(new HashMap<>(), n));
    keep(
        "HashMap",
        "collected",
        n -> MapShapes.numbers(n).collect(Collectors.toMap(i -> i, i -> i)));
    keep("HashMap", "grouped", n -> MapShapes.numbers(n).collect(Collectors.groupingBy(i -> i)));
    keep("HashMap", "treeified", n -> MapShapes.fillColliding(new HashMap<>(), n));
    keep("HashMap", "emptied", n -> MapShapes.leave(MapShapes.fill(new HashMap<>(), 50_000), n));
    keep("HashMap", "subclass", n -> MapShapes.fill(new UserMaps.Mine(), n));
    keep("HashMap", "anonymous", n -> MapShapes.fill(MapShapes.anonymous(), n));
    keep("HashMap", "hostile", n -> MapShapes.fill(new UserMaps.HostileHashMap(), n));
  }

  private static void linkedHashMaps() throws Exception {
    keep("LinkedHashMap", "linked", n -> MapShapes.fill(new LinkedHashMap<>(), n));
    keep("LinkedHashMap", "linked-presized", n -> MapShapes.fill(new LinkedHashMap<>(9000), n));
    keep("LinkedHashMap", "access-order", n -> MapShapes.fill(MapShapes.accessOrder(), n));
    keep("LinkedHashMap", "bounded", n -> MapShapes.fill(new UserMaps.Lru(n), 3 * n));
    keep("LinkedHashMap", "linked-copied", n -> new LinkedHashMap<>(MapShapes.filled(n)));
    keep("LinkedHashMap", "linked-cloned", n -> MapShapes.filledLinked(n).clone());
    keep(
        "LinkedHashMap",
        "linked-deserialised",
        n -> MapShapes.deserialised(MapShapes.filledLinked(n)));
  }

  private static void concurrentHashMaps() throws Exception {
    keep("ConcurrentHashMap", "c-grown", n -> MapShapes.fill(new ConcurrentHashMap<>(), n));
    keep("ConcurrentHashMap", "c-presized", n -> MapShapes.fill(new ConcurrentHashMap<>(8192), n));
    keep(
        "ConcurrentHashMap",
        "c-hardly-used",
        n -> MapShapes.fill(new ConcurrentHashMap<>(1 << 17), n));
    keep(
        "ConcurrentHashMap",
        "c-load-factor",
        n -> MapShapes.fill(new ConcurrentHashMap<>(4096, 0.2f, 4), n));
    keep("ConcurrentHashMap", "c-copied", n -> new ConcurrentHashMap<>(MapShapes.filled(n)));
    keep("ConcurrentHashMap", "c-put-all", n -> MapShapes.putAll(new ConcurrentHashMap<>(), n));
    keep(
        "ConcurrentHashMap",
        "c-deserialised",
        n -> MapShapes.deserialised(MapShapes.fill(new ConcurrentHashMap<>(), n)));
    keep("ConcurrentHashMap", "c-computed", n -> MapShapes.compute(new ConcurrentHashMap<>(), n));
    keep("ConcurrentHashMap", "c-merged", n -> MapShapes.merge(new ConcurrentHashMap<>(), n));
    keep(
        "ConcurrentHashMap",
        "c-put-if-absent",
        n -> MapShapes.putIfAbsent(new ConcurrentHashMap<>(), n));
    keep(
        "ConcurrentHashMap",
        "c-collected",
        n -> MapShapes.numbers(n).collect(Collectors.toConcurrentMap(i -> i, i -> i)));
    keep(
        "ConcurrentHashMap",
        "c-treeified",
        n -> MapShapes.fillColliding(new ConcurrentHashMap<>(), n));
    keep("ConcurrentHashMap", "c-eight-threads", n -> MapShapes.filledByThreads(30_000 + n));
    keep("ConcurrentHashMap", "c-eight-threads-emptied", MapShapes::emptiedByThreads);
    keep("ConcurrentHashMap", "c-subclass", n -> MapShapes.fill(new UserMaps.MineToo(), n));
    keep("ConcurrentHashMap", "c-hostile", n -> MapShapes.fill(new UserMaps.HostileMap(), n));
    keep("ConcurrentHashMap", "properties", n -> MapShapes.fill(new Properties(), n));
  }

  private static void sets() throws Exception {
    keep("HashMap", "set", n -> MapShapes.addAll(new HashSet<>(), n));
    keep("HashMap", "set-presized", n -> MapShapes.addAll(new HashSet<>(9000), n));
    keep("HashMap", "set-copied", n -> new HashSet<>(MapShapes.filled(n).keySet()));
    keep("HashMap", "set-cloned", n -> ((HashSet<?>) MapShapes.addAll(new HashSet<>(), n)).clone());
    keep(
        "HashMap",
        "set-deserialised",
        n -> MapShapes.deserialised(MapShapes.addAll(new HashSet<>(), n)));
    keep("HashMap", "set-collected", n -> MapShapes.numbers(n).collect(Collectors.toSet()));
    keep("LinkedHashMap", "linked-set", n -> MapShapes.addAll(new LinkedHashSet<>(), n));
    keep(
        "LinkedHashMap",
        "linked-set-deserialised",
        n -> MapShapes.deserialised(MapShapes.addAll(new LinkedHashSet<>(), n)));
    keep("ConcurrentHashMap", "key-set", n -> MapShapes.addAll(ConcurrentHashMap.newKeySet(), n));
    keep(
        "ConcurrentHashMap",
        "key-set-presized",
        n -> MapShapes.addAll(ConcurrentHashMap.newKeySet(9000), n));
  }

  private static void newerFactories() throws Exception {
    keep("HashMap", "new-hash-map", n -> MapShapes.fill(factory(HashMap.class, n), n));
    keep("LinkedHashMap", "new-linked", n -> MapShapes.fill(factory(LinkedHashMap.class, n), n));
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> factory(Class<?> type, int n) throws Exception {
    return (Map<Object, Object>)
        type.getMethod("new" + type.getSimpleName(), int.class).invoke(null, n);
  }

  private static void keep(String type, String name, Maker maker) throws Exception {
    int entries = nextEntries;
    nextEntries += 13;
    Object made = maker.make(entries);
    KEPT.put(name, made);
    System.out.println("kind " + name + " " + type + " " + MapShapes.entries(made));
  }
}
