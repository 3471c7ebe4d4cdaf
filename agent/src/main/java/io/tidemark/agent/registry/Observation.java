package io.tidemark.agent.registry;

import java.lang.ref.WeakReference;

/**
 * A map, held weakly, with what the sweeps saw of it. All times are of the agent's monotonic clock,
 * in nanoseconds. Confined to the sweep thread, but for the reference itself.
 *
 * <p>The peak is the maximum over a sliding window. The time of the latest count is that of the
 * last sweep, which its caller knows, so that a map of steady size needs no array.
 */
public class Observation extends WeakReference<Object> {

  private static final int MOST_OLDER = 64;
  private static final long[] NONE = {1};

  private long since;
  private long quietSince;
  private boolean everAbove;
  private int latest;

  /** The binary digits of the table's length as it was read last; 0 while it was not. */
  private byte slotDigits;

  /**
   * Where the pairs end in here, then pairs of a time and the entries then, oldest first: those
   * before the latest that no later one reaches, so that the first is the peak. The array is used
   * again as long as the map's entries go up and down: young collections copy what is new.
   */
  private long[] older = NONE;

  Observation(Object map) {
    super(map);
  }

  /** The map is first seen now, or was not watched until now. */
  public void observe(long now) {
    since = now;
    quietSince = now;
    everAbove = false;
  }

  /** The length of the map's table, which is read only where it may have changed. */
  int slots(Object map) {
    int known = 1 << slotDigits >>> 1;
    if (Maps.hasStill(map, known)) {
      return known;
    }
    int slots = Maps.slots(map);
    slotDigits = digits(slots);
    return slots;
  }

  /** The binary digits of a table's length, which a byte holds; 0 for no table. */
  static byte digits(int slots) {
    return (byte) (Integer.SIZE - Integer.numberOfLeadingZeros(slots));
  }

  /** Since when the map is watched. */
  public long since() {
    return since;
  }

  /** Since when the map is known never to have been above its limit. */
  public long quietSince() {
    return quietSince;
  }

  /** Whether the map was above its limit at any time since it is observed. */
  public boolean everAbove() {
    return everAbove;
  }

  /** The map was above its limit, or grew, no later than now. */
  public void above(long now) {
    everAbove = true;
    quietSince = now;
  }

  /**
   * The map has so many entries, and those of before {@code now − hold} don't count any more.
   *
   * @param before when this was last called, or later than that
   */
  public void entries(long before, long now, long entries, long hold) {
    int counted = (int) Math.min(entries, Integer.MAX_VALUE);
    int end = (int) older[0];
    int from = 1;
    while (from < end && now - older[from] >= hold) {
      from += 2;
    }
    int to = end;
    while (to > from && older[to - 1] <= counted) {
      to -= 2;
    }
    boolean fell = latest > counted && now - before < hold && to - from < 2 * MOST_OLDER;
    if (fell || to - from < end - 1) {
      keep(from, to, fell, before);
    }
    latest = counted;
  }

  private void keep(int from, int to, boolean withLatest, long before) {
    int length = to - from;
    int end = 1 + length + (withLatest ? 2 : 0);
    boolean steady = end == 1 && from > 1;
    long[] was = older;
    if (end > was.length || end * 8 < was.length || steady) {
      older = end == 1 ? NONE : new long[2 * end - 1];
    }
    System.arraycopy(was, from, older, 1, length);
    older[0] = end;
    if (withLatest) {
      older[end - 2] = before;
      older[end - 1] = latest;
    }
  }

  int olderHeld() {
    return (int) older[0] / 2;
  }

  int olderPlaces() {
    return older.length;
  }

  /**
   * The most entries known within the hold window: a lower bound between sweeps. Counts above
   * {@link Integer#MAX_VALUE} are kept as that.
   */
  public long peakEntries() {
    return older[0] == 1 ? latest : older[2];
  }
}
