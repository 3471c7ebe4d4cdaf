package java.util;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.ObjIntConsumer;

/**
 * What woven HashMap code calls, and the only code that reads a HashMap's fields. It is defined
 * into {@code java.base} and can't be unloaded or redefined away: the 5 in its name is its shape. A
 * change of any signature or formula here needs the next number, so that a later Tidemark can
 * follow an older one in the same JVM.
 *
 * <p>Any thread may call any method; none locks, and none allocates but what {@link #fire} and
 * {@link #constructed} call. They throw what these throw: the woven code catches it and counts it
 * in {@link #errors}.
 */
public final class TidemarkHooks5 {

  /** Takes the map and the hook's number; null while no agent listens. */
  public static volatile ObjIntConsumer<Object> sink;

  /** Gives out a ticket, which is negative, or 0 for none; null while no agent listens. */
  public static volatile IntSupplier tickets;

  /** Throwables stopped in woven code. Racy on purpose: its writer may be out of stack and heap. */
  public static int errors;

  /** The bits of 0.75f. */
  private static final int THREE_QUARTERS = 0x3f400000;

  private TidemarkHooks5() {}

  /** Hands an event on to the sink, if there is one. */
  public static void fire(Object map, int hook) {
    ObjIntConsumer<Object> to = sink;
    if (to != null) {
      to.accept(map, hook);
    }
  }

  /**
   * In a constructor that takes a capacity, where that is large: the map's ticket, 0 for none. The
   * map itself is not handed on, or it would escape, here and in all compiled code that constructs
   * maps: those that never leave their method would be allocated from then on.
   */
  public static int constructed() {
    IntSupplier from = tickets;
    return from == null ? 0 : from.getAsInt();
  }

  /** The ticket of a map that has just made its first table; anything that is no ticket if none. */
  public static int ticket(HashMap<?, ?> map) {
    return map.modCount;
  }

  /** At the end of a method that may have made a table: fires when the table is large. */
  public static void made(Object map, int minSlots, int hook) {
    int slots =
        map instanceof ConcurrentHashMap<?, ?> concurrent
            ? java.util.concurrent.TidemarkHooks5.slots(concurrent)
            : slots((HashMap<?, ?>) map);
    if (slots >= minSlots) {
      fire(map, hook);
    }
  }

  /**
   * Before each call for the removal of a key from a large HashMap: fires when the map has one
   * entry more than the limit, which the call may take.
   *
   * <p>A full map is told apart by two of its own fields and a shift. The raw threshold is never
   * below {@link #growthThreshold}; it is above it after a failed growth, and by rounding. With the
   * default load factor, all that is called before something fires has at most 35 bytecodes, so
   * that it is inlined wherever it is called.
   *
   * @param shift the fill limit is at most 2 to the minus this
   */
  public static void removing(HashMap<?, ?> map, int shift, double maxFill, int hook) {
    if (map.size - 1 <= map.threshold >> shift) {
      removingFromFew(map, map.table.length, maxFill, hook);
    }
  }

  private static void removingFromFew(HashMap<?, ?> map, int slots, double maxFill, int hook) {
    if (map.size - 1 == limit(slots, map.loadFactor, maxFill)) {
      fire(map, hook);
    }
  }

  /** Before a large HashMap is cleared: fires when it holds more entries than the limit. */
  public static void clearing(HashMap<?, ?> map, double maxFill, int hook) {
    if (map.size > limit(map.table.length, map.loadFactor, maxFill)) {
      fire(map, hook);
    }
  }

  /**
   * The fill limit × the growth threshold, rounded down.
   *
   * <p>Each removal from a map that is all but empty comes here, and the compilers work out what is
   * constant: with the default load factor a shift is left of it. Exact, as a double times a power
   * of two is: the limit of 2^30 slots, had these the threshold of 3/4, is halved for each halving
   * of the table. The load factor's bits are compared, as for floats that would take two branches.
   */
  public static int limit(int slots, float loadFactor, double maxFill) {
    if (Float.floatToRawIntBits(loadFactor) == THREE_QUARTERS && slots >= 16 && slots < 1 << 30) {
      return usualLimit(slots, maxFill);
    }
    return anyLimit(slots, loadFactor, maxFill);
  }

  private static int usualLimit(int slots, double maxFill) {
    return (int) (maxFill * (3L << 28)) >>> Integer.numberOfLeadingZeros(slots) - 1;
  }

  private static int anyLimit(int slots, float loadFactor, double maxFill) {
    return (int) (maxFill * growthThreshold(slots, loadFactor));
  }

  /** The table's length; 0 where the map has none yet. */
  public static int slots(HashMap<?, ?> map) {
    HashMap.Node<?, ?>[] table = map.table;
    return table == null ? 0 : table.length;
  }

  /** The live mappings, without calling an overridable method. */
  public static int entries(HashMap<?, ?> map) {
    return map.size;
  }

  /** The raw field, which a failed growth doubles too: see {@link #growthThreshold}. */
  public static int threshold(HashMap<?, ?> map) {
    return map.threshold;
  }

  /** The load factor that the map was constructed with. */
  public static float loadFactor(HashMap<?, ?> map) {
    return map.loadFactor;
  }

  /**
   * The entries above which a HashMap's table of that many slots grows, simulated as {@code
   * HashMap.resize} does it from 16 slots: {@code (int) (slots × load factor)} at the first size
   * where that is not 0, doubled with each doubling. The raw field is wrong after a failed growth.
   */
  public static int growthThreshold(int slots, float loadFactor) {
    if (slots >= 1 << 30) {
      return Integer.MAX_VALUE;
    }
    int at16 = (int) (16 * loadFactor);
    if (at16 == 0) {
      return Integer.highestOneBit((int) (slots * loadFactor));
    }
    return (int) Math.min((long) at16 * (slots >>> 4), Integer.MAX_VALUE);
  }
}
