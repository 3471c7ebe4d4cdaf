package io.tidemark.it.programs;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** Has hooks grow and drain maps, whose hooks do so again. */
public final class Reentry {

  /** How deep hooks are called within hooks. */
  public static final int DEPTH = 2;

  private static final int ENTRIES = 5000;
  private static final int LEFT = 10;
  private static final List<Map<Integer, Integer>> KEPT = new ArrayList<>();
  private static final List<Supplier<Map<Integer, Integer>>> KINDS =
      List.of(HashMap::new, LinkedHashMap::new, ConcurrentHashMap::new);

  private static Field sink;
  private static ObjIntConsumer<Object> real;
  private static Thread own;
  private static int depth;
  private static int deepest;

  private Reentry() {}

  @SuppressWarnings("unchecked")
  public static void main(String[] arguments) throws Exception {
    Woven.await();
    own = Thread.currentThread();
    sink = Class.forName("java.util.TidemarkHooks5").getField("sink");
    real = (ObjIntConsumer<Object>) sink.get(null);
    Commands.serve(Map.of("nested", Reentry::nested, "endless", Reentry::endless));
  }

  /** Before and after each call that the agent gets, maps of every kind grow, some levels deep. */
  private static void nested() throws ReflectiveOperationException {
    growUnder(
        (map, hook) -> {
          if (Thread.currentThread() == own && depth < DEPTH) {
            depth++;
            deepest = Math.max(deepest, depth);
            growAndDrain(new HashMap<>());
            real.accept(map, hook);
            growAndDrain(new ConcurrentHashMap<>());
            depth--;
          } else {
            real.accept(map, hook);
          }
        });
    System.out.println("nested: " + deepest + " deep");
  }

  /** Each call makes a table, which makes the next call, until the stack ends. */
  private static void endless() throws ReflectiveOperationException {
    growUnder(
        (map, hook) -> {
          real.accept(map, hook);
          if (Thread.currentThread() == own) {
            new HashMap<Integer, Integer>(ENTRIES).put(0, 0);
          }
        });
  }

  private static void growUnder(ObjIntConsumer<Object> reentering)
      throws ReflectiveOperationException {
    boolean right = true;
    sink.set(null, reentering);
    try {
      for (Supplier<Map<Integer, Integer>> kind : KINDS) {
        right &= growAndDrain(kind.get());
      }
    } finally {
      sink.set(null, real);
    }
    System.out.println("right=" + right);
  }

  private static boolean growAndDrain(Map<Integer, Integer> map) {
    boolean right = true;
    for (int i = 0; i < ENTRIES; i++) {
      right &= map.put(i, i) == null;
    }
    for (int i = LEFT; i < ENTRIES; i++) {
      right &= map.remove(i) == i;
    }
    KEPT.add(map);
    return right && map.size() == LEFT;
  }
}
