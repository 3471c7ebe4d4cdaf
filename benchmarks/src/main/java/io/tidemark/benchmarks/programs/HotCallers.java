package io.tidemark.benchmarks.programs;

import io.tidemark.benchmarks.harness.AgentReady;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * Calls the maps from methods that get hot, one for each way to use a map: the compiler's decisions
 * in these are compared. Prints a checksum.
 */
public final class HotCallers {

  private static final long ENOUGH_NANOS = 1_500_000_000L;
  private static final int ENTRIES = 100;

  private static final Integer[] KEYS = new Integer[ENTRIES];

  private HotCallers() {}

  /** Each operation by its method's name. */
  private static Map<String, ToIntFunction<Integer>> operations() {
    HashMap<Integer, Integer> map = new HashMap<>();
    LinkedHashMap<Integer, Integer> linked = new LinkedHashMap<>();
    HashSet<Integer> set = new HashSet<>();
    ConcurrentHashMap<Integer, Integer> concurrent = new ConcurrentHashMap<>();
    for (int i = 0; i < ENTRIES; i++) {
      KEYS[i] = i * 7;
      map.put(KEYS[i], i);
      linked.put(KEYS[i], i);
      set.add(KEYS[i]);
      concurrent.put(KEYS[i], i);
    }
    Map<String, ToIntFunction<Integer>> operations = new LinkedHashMap<>();
    operations.put("get", key -> get(map, key));
    operations.put("replace", key -> replace(map, key));
    operations.put("removePut", key -> removePut(map, key));
    operations.put("computeIfAbsent", key -> computeIfAbsent(map, key));
    operations.put("merge", key -> merge(map, key));
    operations.put("shortLived", key -> shortLived(16));
    operations.put("linkedGet", key -> linkedGet(linked, key));
    operations.put("linkedRemovePut", key -> linkedRemovePut(linked, key));
    operations.put("setContains", key -> setContains(set, key));
    operations.put("setRemoveAdd", key -> setRemoveAdd(set, key));
    operations.put("concurrentGet", key -> concurrentGet(concurrent, key));
    operations.put("concurrentReplace", key -> concurrentReplace(concurrent, key));
    operations.put("concurrentRemovePut", key -> concurrentRemovePut(concurrent, key));
    operations.put("concurrentComputeIfAbsent", key -> concurrentComputeIfAbsent(concurrent, key));
    operations.put("concurrentMerge", key -> concurrentMerge(concurrent, key));
    operations.put("concurrentShortLived", key -> concurrentShortLived(16));
    operations.put("iterate", key -> iterate(map));
    operations.put("fillAndDrop", key -> fillAndDrop());
    operations.put("clearAndFill", key -> clearAndFill(map));
    operations.put("linkedIterate", key -> linkedIterate(linked));
    operations.put("linkedFillAndDrop", key -> linkedFillAndDrop());
    operations.put("concurrentIterate", key -> concurrentIterate(concurrent));
    operations.put("concurrentFillAndDrop", key -> concurrentFillAndDrop());
    operations.put("concurrentClearAndFill", key -> concurrentClearAndFill(concurrent));
    return operations;
  }

  /** The names of the methods. */
  public static List<String> names() {
    return List.copyOf(operations().keySet());
  }

  /**
   * Calls one of them for as long as compiling it may take.
   *
   * @param arguments its name
   */
  public static void main(String[] arguments) throws Exception {
    AgentReady.await();
    UsualUse.ofMaps();
    ToIntFunction<Integer> operation = operations().get(arguments[0]);
    int sum = 0;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    while (threads.getCurrentThreadCpuTime() - start < ENOUGH_NANOS) {
      for (Integer key : KEYS) {
        sum += operation.applyAsInt(key);
      }
    }
    System.out.println(sum);
  }

  private static int get(HashMap<Integer, Integer> map, Integer key) {
    return map.get(key);
  }

  private static int replace(HashMap<Integer, Integer> map, Integer key) {
    return map.put(key, key);
  }

  private static int removePut(HashMap<Integer, Integer> map, Integer key) {
    int old = map.remove(key);
    map.put(key, key);
    return old;
  }

  private static int computeIfAbsent(HashMap<Integer, Integer> map, Integer key) {
    map.remove(key);
    return map.computeIfAbsent(key, k -> k);
  }

  private static int merge(HashMap<Integer, Integer> map, Integer key) {
    map.merge(key, key, (old, given) -> null);
    return map.merge(key, key, (old, given) -> null);
  }

  private static int iterate(HashMap<Integer, Integer> map) {
    int sum = 0;
    for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
      sum += entry.getKey() ^ entry.getValue();
    }
    return sum;
  }

  private static int fillAndDrop() {
    HashMap<Integer, Integer> map = new HashMap<>();
    for (Integer key : KEYS) {
      map.put(key, key);
    }
    return map.size();
  }

  private static int clearAndFill(HashMap<Integer, Integer> map) {
    map.clear();
    for (Integer key : KEYS) {
      map.put(key, key);
    }
    return map.size();
  }

  private static int shortLived(int capacity) {
    return new HashMap<Integer, Integer>(capacity).size();
  }

  private static int linkedGet(LinkedHashMap<Integer, Integer> map, Integer key) {
    return map.get(key);
  }

  private static int linkedRemovePut(LinkedHashMap<Integer, Integer> map, Integer key) {
    int old = map.remove(key);
    map.put(key, key);
    return old;
  }

  private static int linkedIterate(LinkedHashMap<Integer, Integer> map) {
    int sum = 0;
    for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
      sum += entry.getKey() ^ entry.getValue();
    }
    return sum;
  }

  private static int linkedFillAndDrop() {
    LinkedHashMap<Integer, Integer> map = new LinkedHashMap<>();
    for (Integer key : KEYS) {
      map.put(key, key);
    }
    return map.size();
  }

  private static int setContains(Set<Integer> set, Integer key) {
    return set.contains(key) ? 1 : 0;
  }

  private static int setRemoveAdd(Set<Integer> set, Integer key) {
    return set.remove(key) && set.add(key) ? 1 : 0;
  }

  private static int concurrentGet(ConcurrentHashMap<Integer, Integer> map, Integer key) {
    return map.get(key);
  }

  private static int concurrentReplace(ConcurrentHashMap<Integer, Integer> map, Integer key) {
    return map.put(key, key);
  }

  private static int concurrentRemovePut(ConcurrentHashMap<Integer, Integer> map, Integer key) {
    int old = map.remove(key);
    map.put(key, key);
    return old;
  }

  private static int concurrentComputeIfAbsent(
      ConcurrentHashMap<Integer, Integer> map, Integer key) {
    map.remove(key);
    return map.computeIfAbsent(key, k -> k);
  }

  private static int concurrentMerge(ConcurrentHashMap<Integer, Integer> map, Integer key) {
    map.merge(key, key, (old, given) -> null);
    return map.merge(key, key, (old, given) -> null);
  }

  private static int concurrentIterate(ConcurrentHashMap<Integer, Integer> map) {
    int sum = 0;
    for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
      sum += entry.getKey() ^ entry.getValue();
    }
    return sum;
  }

  private static int concurrentFillAndDrop() {
    ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
    for (Integer key : KEYS) {
      map.put(key, key);
    }
    return map.size();
  }

  private static int concurrentClearAndFill(ConcurrentHashMap<Integer, Integer> map) {
    map.clear();
    for (Integer key : KEYS) {
      map.put(key, key);
    }
    return map.size();
  }

  private static int concurrentShortLived(int capacity) {
    return new ConcurrentHashMap<Integer, Integer>(capacity).size();
  }
}
