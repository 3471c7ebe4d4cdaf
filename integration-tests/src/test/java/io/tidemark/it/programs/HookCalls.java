package io.tidemark.it.programs;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjIntConsumer;

/** Counts the calls that woven maps make while they are used, and prints them. */
public final class HookCalls {

  private static final int PUTS = 1_000_000;
  private static final AtomicLong CALLS = new AtomicLong();

  private HookCalls() {}

  public static void main(String[] arguments) throws Exception {
    Woven.await();
    countCalls();
    report("maps under the threshold, filled and drained", HookCalls::small);
    report("bounded LRU of 65,536", HookCalls::lru);
    report("HashMap used for one key at a time", () -> oneKeyAtATime(emptied(new HashMap<>())));
    report(
        "LinkedHashMap used for one key at a time",
        () -> oneKeyAtATime(emptied(new LinkedHashMap<>())));
    report(
        "ConcurrentHashMap used for one key at a time",
        () -> oneKeyAtATime(emptied(new ConcurrentHashMap<>())));
    report("full ConcurrentHashMap, a million removals", HookCalls::fullConcurrentHashMap);
  }

  @SuppressWarnings("unchecked")
  private static void countCalls() throws ReflectiveOperationException {
    Field sink = Class.forName("java.util.TidemarkHooks5").getField("sink");
    ObjIntConsumer<Object> real = (ObjIntConsumer<Object>) sink.get(null);
    ObjIntConsumer<Object> counting =
        (map, hook) -> {
          CALLS.incrementAndGet();
          real.accept(map, hook);
        };
    sink.set(null, counting);
  }

  private static void report(String what, Runnable work) {
    long before = CALLS.get();
    work.run();
    System.out.println("calls " + (CALLS.get() - before) + " " + what);
  }

  /** Tables of 2048 slots: the next ones are tracked. */
  private static void small() {
    for (Map<Integer, Integer> map :
        List.<Map<Integer, Integer>>of(
            new HashMap<>(), new LinkedHashMap<>(), new ConcurrentHashMap<>())) {
      for (int round = 0; round < 100; round++) {
        for (int i = 0; i < 1500; i++) {
          map.put(i, i);
        }
        for (int i = 0; i < 1000; i++) {
          map.remove(i);
        }
        map.clear();
      }
    }
  }

  private static void lru() {
    Map<Integer, Integer> lru =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
            return size() > 65_536;
          }
        };
    for (int i = 0; i < PUTS; i++) {
      lru.put(i, i);
    }
  }

  private static Map<Integer, Integer> emptied(Map<Integer, Integer> map) {
    for (int i = 0; i < 800_000; i++) {
      map.put(i, i);
    }
    map.clear();
    return map;
  }

  private static void oneKeyAtATime(Map<Integer, Integer> map) {
    for (int i = 0; i < PUTS; i++) {
      map.put(i, i);
      map.remove(i);
    }
  }

  private static void fullConcurrentHashMap() {
    Map<Integer, Integer> map = new ConcurrentHashMap<>();
    for (int i = 0; i < 700_000; i++) {
      map.put(i, i);
    }
    for (int i = 0; i < PUTS; i++) {
      map.remove(i % 1000);
      map.put(i % 1000, i);
    }
  }
}
