package java.util.concurrent;

import jdk.internal.misc.Unsafe;

/**
 * What woven ConcurrentHashMap code calls on a removal, and the only code that reads a
 * ConcurrentHashMap's fields. Its name is its shape, as with {@link java.util.TidemarkHooks5}. Any
 * thread may call any method; none locks or allocates.
 */
public final class TidemarkHooks5 {

  /** Removals that may be under way between their look at the count and their change of it. */
  private static final int BAND = 16;

  /** Removals of one counter cell to one look at the sum of all. */
  private static final int SAMPLE = 64;

  /** These fields are private to their class. */
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();

  private static final long SIZE_CTL = UNSAFE.objectFieldOffset(ConcurrentHashMap.class, "sizeCtl");

  private static final long TRANSFER_INDEX =
      UNSAFE.objectFieldOffset(ConcurrentHashMap.class, "transferIndex");

  private TidemarkHooks5() {}

  /**
   * Before a large map's count goes down by {@code -x}: fires when it is above the limit and about
   * to come to it. A full map without counter cells is told apart in so few bytecodes that the
   * compilers inline it wherever it is called.
   *
   * @param baseCount the count, were it not for counter cells
   * @param shift the fill limit is at most 2 to the minus this
   */
  public static void removing(
      ConcurrentHashMap<?, ?> map,
      long x,
      Object counterCells,
      long baseCount,
      int shift,
      double maxFill,
      int hook) {
    if (counterCells != null || baseCount + x < (map.table.length >> shift) + BAND) {
      look(map, x, counterCells, maxFill, hook);
    }
  }

  /**
   * Without counter cells the count is exact, but several threads may be between this look and
   * their own change of it, so the equality with the limit could pass unseen: each of the last
   * {@value #BAND} removals above the limit fires instead, and at least one of them is seen as long
   * as fewer than that many threads are in between; the first two that collide make counter cells.
   *
   * <p>With counter cells the sum is taken once in {@value #SAMPLE} removals of a cell (the cell is
   * the one that {@code addCount} is about to change, so its cache line costs nothing). A cell's
   * value passes a look within {@value #SAMPLE} removals, so an excursion that drains by more than
   * {@value #SAMPLE} × cells above the limit is seen, unless contention moves the very removal that
   * would have looked to another cell; then the next look does. The looks are midway between the
   * multiples of {@value #SAMPLE}: a cell begins at 1 or -1, and stays about there in a program
   * that puts and removes in turn, each removal of which would look, and fetch the other threads'
   * cells.
   */
  private static void look(
      ConcurrentHashMap<?, ?> map, long x, Object counterCells, double maxFill, int hook) {
    if (counterCells != null && x == -1L) {
      ConcurrentHashMap.CounterCell[] cells = (ConcurrentHashMap.CounterCell[]) counterCells;
      ConcurrentHashMap.CounterCell cell = cells[ThreadLocalRandom.getProbe() & (cells.length - 1)];
      if (cell != null && (cell.value & (SAMPLE - 1)) != SAMPLE / 2) {
        return;
      }
    }
    long entries = map.sumCount();
    long limit = limit(slots(map), maxFill);
    if (entries > limit && (counterCells != null || entries + x < limit + BAND)) {
      java.util.TidemarkHooks5.fire(map, hook);
    }
  }

  /**
   * The ticket of a map that has just made its first table; anything that is no ticket if none.
   *
   * <p>It must stay there until the JDK's code overwrites it, with the first growth: all that is
   * asked of the transfer index before is whether it is above 0, and a ticket never is; but to set
   * it back could meet that first growth, and take places of the table away from it.
   */
  public static int ticket(ConcurrentHashMap<?, ?> map) {
    return UNSAFE.getIntVolatile(map, TRANSFER_INDEX);
  }

  /** The table's length; 0 where the map has none yet. During a growth still the old table's. */
  public static int slots(ConcurrentHashMap<?, ?> map) {
    ConcurrentHashMap.Node<?, ?>[] table = map.table;
    return table == null ? 0 : table.length;
  }

  /** The raw field: {@link #growthThreshold}, and anything else while the map grows. */
  public static int threshold(ConcurrentHashMap<?, ?> map) {
    return UNSAFE.getIntVolatile(map, SIZE_CTL);
  }

  /** The live mappings: the base count plus all counter cells, never below 0. */
  public static long entries(ConcurrentHashMap<?, ?> map) {
    return Math.max(map.sumCount(), 0L);
  }

  /**
   * The entries at which a ConcurrentHashMap's table of that many slots grows: n − n/4, whatever
   * load factor it was constructed with ({@code addCount}, {@code transfer}).
   */
  public static int growthThreshold(int slots) {
    return slots - (slots >>> 2);
  }

  /** The fill limit × the growth threshold, rounded down. */
  public static int limit(int slots, double maxFill) {
    return (int) (maxFill * growthThreshold(slots));
  }
}
