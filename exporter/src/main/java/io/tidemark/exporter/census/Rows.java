package io.tidemark.exporter.census;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The maps of one census, immutable. What changes while a map is just used, its counts, stands in
 * arrays of numbers; the rest is shared with the censuses before, and so is an array in which
 * nothing changed. So a young collection, which copies all that is new, finds two arrays and not
 * tens of thousands of objects.
 */
public final class Rows extends AbstractList<TrackedMap> implements RandomAccess {

  /** No maps. */
  public static final Rows NONE = new Rows(new TrackedMap[0], new int[0], new int[0]);

  /**
   * In place of the entries of a map with more than an int counts: its row has its counts. A
   * HashMap that threads change without a lock may have come to -1.
   */
  private static final int AS_ITS_ROW_SAYS = Integer.MIN_VALUE;

  private final TrackedMap[] maps;
  private final int[] entries;
  private final int[] peakEntries;

  private Rows(TrackedMap[] maps, int[] entries, int[] peakEntries) {
    this.maps = maps;
    this.entries = entries;
    this.peakEntries = peakEntries;
  }

  @Override
  public TrackedMap get(int index) {
    TrackedMap map = maps[index];
    return entries[index] == AS_ITS_ROW_SAYS
        ? map
        : map.counting(entries[index], peakEntries[index]);
  }

  @Override
  public int size() {
    return maps.length;
  }

  /** Gathers rows. Used by one thread. */
  public static final class Builder {
    private final Rows before;
    private TrackedMap[] maps;
    private int[] entries;
    private int[] peakEntries;
    private int size;

    /**
     * Has place for that many rows, and for no more.
     *
     * @param before the census whose arrays may be shared
     */
    public Builder(int most, Rows before) {
      this.before = before;
      maps = new TrackedMap[most];
      entries = new int[most];
      peakEntries = new int[most];
    }

    /** Adds a map with these counts, whatever those of the given row are. */
    public void add(TrackedMap map, long itsEntries, long itsPeakEntries) {
      if (Math.max(itsEntries, itsPeakEntries) > Integer.MAX_VALUE) {
        maps[size] = map.counting(itsEntries, itsPeakEntries);
        entries[size] = AS_ITS_ROW_SAYS;
      } else {
        maps[size] = map;
        entries[size] = (int) itsEntries;
        peakEntries[size] = (int) itsPeakEntries;
      }
      size++;
    }

    /** All that were added. The builder is of no use after that. */
    public Rows build() {
      if (size < maps.length) {
        maps = Arrays.copyOf(maps, size);
        entries = Arrays.copyOf(entries, size);
        peakEntries = Arrays.copyOf(peakEntries, size);
      }
      return new Rows(
          Arrays.equals(maps, before.maps) ? before.maps : maps,
          Arrays.equals(entries, before.entries) ? before.entries : entries,
          Arrays.equals(peakEntries, before.peakEntries) ? before.peakEntries : peakEntries);
    }
  }
}
