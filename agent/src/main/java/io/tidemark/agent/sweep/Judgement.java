package io.tidemark.agent.sweep;

/**
 * What one look at a map came to. The next look overwrites it: one for each would be an allocation
 * that grows with the maps, wherever the compiler does not remove it. Confined to the sweep thread.
 */
final class Judgement {

  private int slots;
  private long entries;
  private long peakEntries;
  private long tableBytes;
  private long excessBytes;
  private long retainedNanos;
  private boolean candidate;

  /**
   * Takes the place of the look before.
   *
   * @param slots the table's length
   * @param entries live mappings
   * @param peakEntries the most entries known within the hold window
   * @param tableBytes the table's size in the heap, in bytes
   * @param excessBytes what re-creating the map for {@code peakEntries} would free, in bytes
   * @param retainedNanos since when the map carries the flag retained-empty, on the monotonic
   *     clock; {@link io.tidemark.exporter.census.TrackedMap#NOT_RETAINED} where it does not
   * @param candidate whether the map would be flagged had it been observed for the hold time
   * @return this
   */
  Judgement set(
      int slots,
      long entries,
      long peakEntries,
      long tableBytes,
      long excessBytes,
      long retainedNanos,
      boolean candidate) {
    this.slots = slots;
    this.entries = entries;
    this.peakEntries = peakEntries;
    this.tableBytes = tableBytes;
    this.excessBytes = excessBytes;
    this.retainedNanos = retainedNanos;
    this.candidate = candidate;
    return this;
  }

  int slots() {
    return slots;
  }

  long entries() {
    return entries;
  }

  long peakEntries() {
    return peakEntries;
  }

  long tableBytes() {
    return tableBytes;
  }

  long excessBytes() {
    return excessBytes;
  }

  long retainedNanos() {
    return retainedNanos;
  }

  boolean candidate() {
    return candidate;
  }
}
