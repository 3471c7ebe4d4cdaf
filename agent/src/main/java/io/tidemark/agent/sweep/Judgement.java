package io.tidemark.agent.sweep;

/**
 * What one look at a map came to, in the words and units of {@link
 * io.tidemark.exporter.census.TrackedMap}. The next look overwrites it: one for each would be an
 * allocation that grows with the maps, wherever the compiler does not remove it. Confined to the
 * sweep thread.
 */
final class Judgement {

  int slots;
  long entries;
  long peakEntries;
  long tableBytes;
  long excessBytes;
  long retainedNanos;
  boolean candidate;

  /** Takes the place of the look before. */
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
}
