package io.tidemark.benchmarks.programs;

import io.tidemark.benchmarks.harness.AgentReady;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;

/**
 * Calls the maps from methods that get hot, one for each way to use a map: the compiler's decisions
 * and the instructions in these are compared.
 */
public final class HotCallers {

  private static final long ENOUGH_NANOS = 1_500_000_000L;
  private static final long ENOUGH_FOR_ALL_KEYS_NANOS = 4_000_000_000L;
  private static final long PATIENCE_NANOS = 300_000_000_000L;
  private static final int ENTRIES = 100;

  private static final Set<String> MAKING_MAPS =
      Set.of("fillAndDrop", "linkedFillAndDrop", "concurrentFillAndDrop");

  private static final Set<String> GOING_OVER_MAPS =
      Set.of(
          "iterate",
          "clearAndFill",
          "drainAndFill",
          "linkedIterate",
          "concurrentIterate",
          "concurrentClearAndFill");

  private static final Integer VALUE = 1;

  private static final String[] KEYS = new String[ENTRIES];

  private HotCallers() {}

  /** Each operation by its method's name. */
  private static Map<String, ToIntFunction<String>> operations() {
    HashMap<String, Integer> map = new HashMap<>();
    LinkedHashMap<String, Integer> linked = new LinkedHashMap<>();
    HashSet<String> set = new HashSet<>();
    ConcurrentHashMap<String, Integer> concurrent = new ConcurrentHashMap<>();
    for (int i = 0; i < ENTRIES; i++) {
      KEYS[i] = "key " + i * 7;
      map.put(KEYS[i], i);
      linked.put(KEYS[i], i);
      set.add(KEYS[i]);
      concurrent.put(KEYS[i], i);
    }
    Map<String, ToIntFunction<String>> operations = new LinkedHashMap<>();
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
    operations.put("drainAndFill", key -> drainAndFill(map));
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

  /** How many calls of a method are one round. */
  public static int callsARound(String name) {
    return isOfAllKeys(name) ? 1 : ENTRIES;
  }

  /** Whether one call of the method is a call for each key. */
  private static boolean isOfAllKeys(String name) {
    return makesMaps(name) || GOING_OVER_MAPS.contains(name);
  }

  /** Whether each call of the method makes a map and fills it. */
  public static boolean makesMaps(String name) {
    return MAKING_MAPS.contains(name);
  }

  /**
   * Calls one of them for as long as compiling it may take, then prints its thread's id and goes on
   * until somebody has counted the thread's instructions.
   *
   * @param arguments its name, and a file that takes the number of rounds
   */
  public static void main(String[] arguments) throws Exception {
    AgentReady.await();
    UsualUse.ofMaps();
    ToIntFunction<String> operation = operations().get(arguments[0]);
    String[] round = Arrays.copyOf(KEYS, callsARound(arguments[0]));
    // a store into a map is more instructions once it is in the old generation
    System.gc();
    Rounds rounds = Rounds.in(Path.of(arguments[1]));
    tellWhenCompiled(
        Thread.currentThread().getId(),
        Rounds.thread(),
        isOfAllKeys(arguments[0]) ? ENOUGH_FOR_ALL_KEYS_NANOS : ENOUGH_NANOS);
    int sum = 0;
    do {
      for (String key : round) {
        sum += operation.applyAsInt(key);
      }
    } while (rounds.ended());
    System.out.println("checksum " + sum);
    AgentReady.check();
  }

  /**
   * By a thread of its own: the loop that is counted runs on as it was compiled. The thread also
   * ends the program when nobody does: it would take a whole processor for good.
   */
  private static void tellWhenCompiled(long caller, String thread, long enoughNanos) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Thread teller =
        new Thread(
            () -> {
              while (threads.getThreadCpuTime(caller) < enoughNanos) {
                LockSupport.parkNanos(10_000_000);
              }
              System.out.println("thread " + thread);
              LockSupport.parkNanos(PATIENCE_NANOS);
              System.err.println("nobody has counted in time");
              System.exit(1);
            });
    teller.setDaemon(true);
    teller.start();
  }

  private static int get(HashMap<String, Integer> map, String key) {
    return map.get(key);
  }

  private static int replace(HashMap<String, Integer> map, String key) {
    return map.put(key, VALUE);
  }

  private static int removePut(HashMap<String, Integer> map, String key) {
    int old = map.remove(key);
    map.put(key, VALUE);
    return old;
  }

  private static int computeIfAbsent(HashMap<String, Integer> map, String key) {
    map.remove(key);
    return map.computeIfAbsent(key, k -> VALUE);
  }

  private static int merge(HashMap<String, Integer> map, String key) {
    map.merge(key, VALUE, (old, given) -> null);
    return map.merge(key, VALUE, (old, given) -> null);
  }

  private static int iterate(HashMap<String, Integer> map) {
    int sum = 0;
    for (Map.Entry<String, Integer> entry : map.entrySet()) {
      sum += entry.getKey().length() ^ entry.getValue();
    }
    return sum;
  }

  private static int fillAndDrop() {
    HashMap<String, Integer> map = new HashMap<>();
    for (String key : KEYS) {
      map.put(key, VALUE);
    }
    return map.size();
  }

  private static int drainAndFill(HashMap<String, Integer> map) {
    for (String key : KEYS) {
      map.remove(key);
    }
    for (String key : KEYS) {
      map.put(key, VALUE);
    }
    return map.size();
  }

  private static int clearAndFill(HashMap<String, Integer> map) {
    map.clear();
    for (String key : KEYS) {
      map.put(key, VALUE);
    }
    return map.size();
  }

  private static int shortLived(int capacity) {
    return new HashMap<String, Integer>(capacity).size();
  }

  private static int linkedGet(LinkedHashMap<String, Integer> map, String key) {
    return map.get(key);
  }

  private static int linkedRemovePut(LinkedHashMap<String, Integer> map, String key) {
    int old = map.remove(key);
    map.put(key, VALUE);
    return old;
  }

  private static int linkedIterate(LinkedHashMap<String, Integer> map) {
    int sum = 0;
    for (Map.Entry<String, Integer> entry : map.entrySet()) {
      sum += entry.getKey().length() ^ entry.getValue();
    }
    return sum;
  }

  private static int linkedFillAndDrop() {
    LinkedHashMap<String, Integer> map = new LinkedHashMap<>();
    for (String key : KEYS) {
      map.put(key, VALUE);
    }
    return map.size();
  }

  private static int setContains(Set<String> set, String key) {
    return set.contains(key) ? 1 : 0;
  }

  private static int setRemoveAdd(Set<String> set, String key) {
    return set.remove(key) && set.add(key) ? 1 : 0;
  }

  private static int concurrentGet(ConcurrentHashMap<String, Integer> map, String key) {
    return map.get(key);
  }

  private static int concurrentReplace(ConcurrentHashMap<String, Integer> map, String key) {
    return map.put(key, VALUE);
  }

  private static int concurrentRemovePut(ConcurrentHashMap<String, Integer> map, String key) {
    int old = map.remove(key);
    map.put(key, VALUE);
    return old;
  }

  private static int concurrentComputeIfAbsent(ConcurrentHashMap<String, Integer> map, String key) {
    map.remove(key);
    return map.computeIfAbsent(key, k -> VALUE);
  }

  private static int concurrentMerge(ConcurrentHashMap<String, Integer> map, String key) {
    map.merge(key, VALUE, (old, given) -> null);
    return map.merge(key, VALUE, (old, given) -> null);
  }

  private static int concurrentIterate(ConcurrentHashMap<String, Integer> map) {
    int sum = 0;
    for (Map.Entry<String, Integer> entry : map.entrySet()) {
      sum += entry.getKey().length() ^ entry.getValue();
    }
    return sum;
  }

  private static int concurrentFillAndDrop() {
    ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
    for (String key : KEYS) {
      map.put(key, VALUE);
    }
    return map.size();
  }

  private static int concurrentClearAndFill(ConcurrentHashMap<String, Integer> map) {
    map.clear();
    for (String key : KEYS) {
      map.put(key, VALUE);
    }
    return map.size();
  }

  private static int concurrentShortLived(int capacity) {
    return new ConcurrentHashMap<String, Integer>(capacity).size();
  }
}
