package io.tidemark.it.programs;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.ObjIntConsumer;

/**
 * Uses maps while the sink fails in every call, and prints for each kind of failure whether the
 * maps did what they should, and how many failures were counted.
 */
public final class HookFaults {

  private HookFaults() {}

  public static void main(String[] arguments) throws Exception {
    Woven.await();
    Class<?> hooks = Class.forName("java.util.TidemarkHooks5");
    Object sink = hooks.getField("sink").get(null);
    Object tickets = hooks.getField("tickets").get(null);
    run(hooks, "out of memory", () -> consume(new long[Integer.MAX_VALUE]));
    run(hooks, "out of stack", () -> recurse(1));
    run(
        hooks,
        "exception",
        () -> {
          throw new IllegalStateException("from the sink");
        });
    hooks.getField("sink").set(null, sink);
    hooks.getField("tickets").set(null, tickets);
  }

  private static void run(Class<?> hooks, String what, Runnable failing)
      throws ReflectiveOperationException {
    ObjIntConsumer<Object> sink = (map, hook) -> failing.run();
    IntSupplier tickets =
        () -> {
          failing.run();
          throw new AssertionError("it did not fail");
        };
    hooks.getField("sink").set(null, sink);
    hooks.getField("tickets").set(null, tickets);
    Field errors = hooks.getField("errors");
    int before = errors.getInt(null);
    boolean right =
        behaves(new HashMap<>(1 << 16))
            & behaves(new LinkedHashMap<>(1 << 16))
            & behaves(new ConcurrentHashMap<>(1 << 16))
            & behaves(new HashMap<>())
            & behaves(new ConcurrentHashMap<>());
    System.out.println(what + ": right=" + right + " counted=" + (errors.getInt(null) - before));
  }

  private static boolean behaves(Map<Integer, Integer> map) {
    Map<Integer, Integer> reference = new TreeMap<>();
    boolean right = true;
    for (int i = 0; i < 200_000; i++) {
      right &= map.put(i, i) == null;
      reference.put(i, i);
    }
    for (int i = 0; i < 200_000; i += 1 + i % 3) {
      right &= reference.remove(i).equals(map.remove(i));
    }
    right &= map.equals(reference);
    map.putAll(reference);
    map.clear();
    return right & map.isEmpty();
  }

  private static void consume(long[] array) {
    array[0] = 1;
  }

  private static int recurse(int depth) {
    return recurse(depth + 1) + 1;
  }
}
