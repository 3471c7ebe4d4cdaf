package io.tidemark.examples.watch;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** The lines that a person reads at the terminal. */
public final class Report {

  private static final String ROW = "%6s  %-14s %11s %11s %11s %10s %6s %10s";

  private Report() {}

  /** The head of the columns of {@link #row}. */
  public static String header() {
    return ROW.formatted(
        "after", "state", "entries", "peak", "slots", "table", "ratio", "resident");
  }

  /** One map at one moment, {@code elapsed} after the watching began. */
  public static String row(
      Duration elapsed, MapView map, MapView.State state, OptionalLong residentBytes) {
    return ROW.formatted(
        seconds(elapsed),
        state,
        count(map.entries()),
        count(map.peakEntries()),
        count(map.slots()),
        mebibytes(map.tableBytes()),
        ratio(map.retentionRatio()),
        mebibytes(residentBytes));
  }

  /** What there is to say of a flagged map, and what the process's memory was before and is. */
  public static String finding(
      MapView map, CensusView census, Duration hold, OptionalLong healthyResidentBytes) {
    return """
    Retained-empty: a %s

      site             %s
      holder           %s
      entries          %s now, %s at the known peak of the last %s
      table            %s slots, %s bytes (%s)
      excess           %s bytes (%s): what re-creating the map would free
      retention ratio  %s
      heap after gc    %s
      resident memory  %s; %s when the map was first seen healthy"""
        .formatted(
            map.className(),
            map.site().orElse("not known"),
            map.holder().orElse("not known yet"),
            count(map.entries()),
            count(map.peakEntries()),
            seconds(hold),
            count(map.slots()),
            count(map.tableBytes()),
            mebibytes(map.tableBytes()),
            count(map.excessBytes()),
            mebibytes(map.excessBytes()),
            ratio(map.retentionRatio()),
            mebibytes(census.heapAfterGcBytes()),
            mebibytes(census.residentBytes()),
            mebibytes(healthyResidentBytes));
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.3f", ratio);
  }

  private static String mebibytes(OptionalLong bytes) {
    return bytes.isPresent() ? mebibytes(bytes.getAsLong()) : "not known";
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }
}
