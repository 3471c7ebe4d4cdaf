package io.tidemark.agent.sweep;

/**
 * What one look at a map came to. Immutable.
 *
 * @param slots the table's length
 * @param entries live mappings
 * @param peakEntries the most entries known within the hold window
 * @param tableBytes the table's size in the heap, in bytes
 * @param excessBytes what re-creating the map for {@code peakEntries} would free, in bytes
 * @param retainedNanos since when the map carries the flag retained-empty, on the monotonic clock;
 *     {@link io.tidemark.exporter.census.TrackedMap#NOT_RETAINED} where it does not
 * @param candidate whether the map would be flagged had it been observed for the hold time
 */
record Judgement(
    int slots,
    long entries,
    long peakEntries,
    long tableBytes,
    long excessBytes,
    long retainedNanos,
    boolean candidate) {}
