package io.tidemark.exporter.metrics;

import io.tidemark.exporter.census.Totals;

/**
 * A figure of some maps. No functions, since the JVM generates a class for each when it is first
 * used: the first scrapes would leave megabytes resident.
 */
enum Figure {
  MAPS,
  ENTRIES,
  PEAK_ENTRIES,
  SLOTS,
  TABLE_BYTES,
  EXCESS_BYTES,
  RETENTION_RATIO,
  RETAINED_EMPTY_MAPS,
  RETAINED_EMPTY_TABLE_BYTES,
  CANDIDATES;

  /** Its value; NaN where there is none. */
  double of(Totals totals) {
    return switch (this) {
      case MAPS -> totals.maps();
      case ENTRIES -> totals.entries();
      case PEAK_ENTRIES -> totals.peakEntries();
      case SLOTS -> totals.slots();
      case TABLE_BYTES -> totals.tableBytes();
      case EXCESS_BYTES -> totals.excessBytes();
      case RETENTION_RATIO -> totals.retentionRatio();
      case RETAINED_EMPTY_MAPS -> totals.retainedEmptyMaps();
      case RETAINED_EMPTY_TABLE_BYTES -> totals.retainedEmptyTableBytes();
      case CANDIDATES -> totals.candidates();
    };
  }
}
