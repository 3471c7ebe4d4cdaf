package io.tidemark.exporter.census;

import java.util.Map;

/**
 * Sums over some of a census's maps. Not safe for use by several threads while maps are added; read
 * only afterwards.
 */
public final class Totals {
  private long maps;
  private long entries;
  private long peakEntries;
  private long slots;
  private long tableBytes;
  private long excessBytes;
  private long retainedEmptyMaps;
  private long retainedEmptyTableBytes;
  private long candidates;

  /** The sums over the given maps. */
  public static Totals of(Iterable<TrackedMap> maps) {
    Totals totals = new Totals();
    maps.forEach(totals::add);
    return totals;
  }

  /** The sums under a key, which are zeros where there are none yet. */
  public static <K> Totals in(Map<K, Totals> sums, K key) {
    Totals totals = sums.get(key);
    if (totals == null) {
      totals = new Totals();
      sums.put(key, totals);
    }
    return totals;
  }

  /** Adds one map. */
  public void add(TrackedMap map) {
    maps++;
    entries += map.entries();
    peakEntries += map.peakEntries();
    slots += map.slots();
    tableBytes += map.tableBytes();
    excessBytes += map.excessBytes();
    if (map.retainedEmpty()) {
      retainedEmptyMaps++;
      retainedEmptyTableBytes += map.tableBytes();
    }
    if (map.candidate()) {
      candidates++;
    }
  }

  /** Adds all that another one sums up. */
  public void add(Totals other) {
    maps += other.maps;
    entries += other.entries;
    peakEntries += other.peakEntries;
    slots += other.slots;
    tableBytes += other.tableBytes;
    excessBytes += other.excessBytes;
    retainedEmptyMaps += other.retainedEmptyMaps;
    retainedEmptyTableBytes += other.retainedEmptyTableBytes;
    candidates += other.candidates;
  }

  /** How many maps. */
  public long maps() {
    return maps;
  }

  /** Their entries. */
  public long entries() {
    return entries;
  }

  /** Their peak entries. */
  public long peakEntries() {
    return peakEntries;
  }

  /** Their slots. */
  public long slots() {
    return slots;
  }

  /** Their table bytes. */
  public long tableBytes() {
    return tableBytes;
  }

  /** Their excess bytes. */
  public long excessBytes() {
    return excessBytes;
  }

  /** How many of them carry the flag retained-empty. */
  public long retainedEmptyMaps() {
    return retainedEmptyMaps;
  }

  /** The table bytes of those that carry the flag. */
  public long retainedEmptyTableBytes() {
    return retainedEmptyTableBytes;
  }

  /** How many of them are candidates. */
  public long candidates() {
    return candidates;
  }

  /** Excess bytes / table bytes; NaN where there are no table bytes to speak of. */
  public double retentionRatio() {
    return tableBytes == 0 ? Double.NaN : (double) excessBytes / tableBytes;
  }
}
