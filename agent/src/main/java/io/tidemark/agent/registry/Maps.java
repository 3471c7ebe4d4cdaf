package io.tidemark.agent.registry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.TidemarkHooks5;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a HashMap or ConcurrentHashMap by its fields, since an overridable method of a user's map
 * could block, throw or recurse; and knows how such maps grow. Any thread may call it.
 */
public final class Maps {

  private static final int FEWEST_SLOTS = 16;
  private static final int MOST_SLOTS = 1 << 30;

  private Maps() {}

  /** Simple name of the JDK class that the map's class is or extends. */
  public static String jdkType(Object map) {
    Class<?> type = map.getClass();
    // the usual ones without a look into what the JVM keeps of a class: see HookSink
    if (type == HashMap.class) {
      return "HashMap";
    }
    if (type == ConcurrentHashMap.class) {
      return "ConcurrentHashMap";
    }
    if (type == LinkedHashMap.class) {
      return "LinkedHashMap";
    }
    while (type.getModule() != Object.class.getModule()) {
      type = type.getSuperclass();
    }
    return type.getSimpleName();
  }

  /** The table's length, 0 where there is none yet. During a growth still the old table's. */
  public static int slots(Object map) {
    return map instanceof ConcurrentHashMap<?, ?> concurrent
        ? java.util.concurrent.TidemarkHooks5.slots(concurrent)
        : TidemarkHooks5.slots((HashMap<?, ?>) map);
  }

  /**
   * Whether a map whose table once had so many slots has that table still, told without a look at
   * the table, which lies elsewhere in memory; false where the map's own fields can't tell.
   *
   * <p>A table never shrinks, but where two threads grow a HashMap at once without a lock. Each
   * growth of a HashMap doubles its raw threshold, also one that finds no memory for the table, so
   * the threshold alone would tell of a table that is not there; but it is never again what it was
   * with the smaller one. A ConcurrentHashMap sets its own behind the growth.
   */
  static boolean hasStill(Object map, int slots) {
    int threshold =
        map instanceof ConcurrentHashMap<?, ?> concurrent
            ? java.util.concurrent.TidemarkHooks5.threshold(concurrent)
            : TidemarkHooks5.threshold((HashMap<?, ?>) map);
    return threshold > 0
        && threshold < Integer.MAX_VALUE
        && threshold == growthThreshold(map, slots);
  }

  /** What its constructor gave a map whose first table was just made: see {@link Sites}. */
  static int ticket(Object map) {
    return map instanceof ConcurrentHashMap<?, ?> concurrent
        ? java.util.concurrent.TidemarkHooks5.ticket(concurrent)
        : TidemarkHooks5.ticket((HashMap<?, ?>) map);
  }

  /** The live mappings: for a ConcurrentHashMap the base count plus all counter cells. */
  public static long entries(Object map) {
    return map instanceof ConcurrentHashMap<?, ?> concurrent
        ? java.util.concurrent.TidemarkHooks5.entries(concurrent)
        : TidemarkHooks5.entries((HashMap<?, ?>) map);
  }

  /** The entries at which a map of this one's class and load factor grows, with so many slots. */
  public static int growthThreshold(Object map, int slots) {
    return map instanceof ConcurrentHashMap
        ? java.util.concurrent.TidemarkHooks5.growthThreshold(slots)
        : TidemarkHooks5.growthThreshold(slots, TidemarkHooks5.loadFactor((HashMap<?, ?>) map));
  }

  /** The limit of a map of this one's class and load factor: fill limit × growth threshold. */
  public static long limit(Object map, int slots, double maxFill) {
    return map instanceof ConcurrentHashMap
        ? java.util.concurrent.TidemarkHooks5.limit(slots, maxFill)
        : TidemarkHooks5.limit(slots, TidemarkHooks5.loadFactor((HashMap<?, ?>) map), maxFill);
  }

  /**
   * The slots of a map of this one's class and load factor, made by its default constructor and
   * filled by single puts. A HashMap grows when its entries exceed the growth threshold, a
   * ConcurrentHashMap when they reach it.
   */
  public static int neededSlots(Object map, long entries) {
    return map instanceof ConcurrentHashMap
        ? neededSlotsConcurrent(entries)
        : neededSlots(TidemarkHooks5.loadFactor((HashMap<?, ?>) map), entries);
  }

  private static int neededSlotsConcurrent(long entries) {
    int slots = FEWEST_SLOTS;
    while (slots < MOST_SLOTS
        && entries >= java.util.concurrent.TidemarkHooks5.growthThreshold(slots)) {
      slots <<= 1;
    }
    return slots;
  }

  /**
   * One put doubles the table once at most, which shows with load factors under 1/16. A table under
   * 64 slots also grows when a bin comes to 9 entries ({@code HashMap.treeifyBin}), which with
   * evenly spread hashes is above 8 × slots.
   */
  private static int neededSlots(float loadFactor, long entries) {
    int slots = FEWEST_SLOTS;
    long put = 0;
    while (slots < MOST_SLOTS) {
      int threshold = TidemarkHooks5.growthThreshold(slots, loadFactor);
      int most = slots < 64 ? Math.min(threshold, 8 * slots) : threshold;
      put = Math.max(put, most) + 1;
      if (put > entries) {
        break;
      }
      slots <<= 1;
    }
    return slots;
  }
}
