package io.tidemark.exporter.census;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The maps of one census, immutable. What changes while a map is just used, its counts, stands in
 * arrays of numbers; the rest is shared with the censuses before. So a young collection, which
 * copies all that is new, finds two arrays and not tens of thousands of objects.
 */
public final class Rows extends AbstractList<TrackedMap> implements RandomAccess {

  private final TrackedMap[] maps;
  private final long[] entries;
  private final long[] peakEntries;

  private Rows(TrackedMap[] maps, long[] entries, long[] peakEntries) {
    this.maps = maps;
    this.entries = entries;
    this.peakEntries = peakEntries;
  }

  @Override
  public TrackedMap get(int index) {
    return maps[index].counting(entries[index], peakEntries[index]);
  }

  @Override
  public int size() {
    return maps.length;
  }

  /** Gathers rows. Used by one thread. */
  public static final class Builder {
    private TrackedMap[] maps;
    private long[] entries;
    private long[] peakEntries;
    private int size;

    /** Has place for that many rows, and for no more. */
    public Builder(int most) {
      maps = new TrackedMap[most];
      entries = new long[most];
      peakEntries = new long[most];
    }

    /** Adds a map with these counts, whatever those of the given row are. */
    public void add(TrackedMap map, long itsEntries, long itsPeakEntries) {
      maps[size] = map;
      entries[size] = itsEntries;
      peakEntries[size] = itsPeakEntries;
      size++;
    }

    /** All that were added. The builder is of no use after that. */
    public List<TrackedMap> build() {
      if (size < maps.length) {
        maps = Arrays.copyOf(maps, size);
        entries = Arrays.copyOf(entries, size);
        peakEntries = Arrays.copyOf(peakEntries, size);
      }
      return new Rows(maps, entries, peakEntries);
    }
  }
}
