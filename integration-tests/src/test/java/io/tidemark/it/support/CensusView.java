package io.tidemark.it.support;

import java.time.Instant;
import java.util.List;

/**
 * A census as {@code /api/census} shows it.
 *
 * @param takenAt when its sweep ended
 * @param totalMaps maps tracked, as the totals have it
 * @param totalTableBytes their table bytes, as the totals have it
 * @param rows its maps
 */
public record CensusView(Instant takenAt, long totalMaps, long totalTableBytes, List<Row> rows) {

  /**
   * One map of a census.
   *
   * @param type the JDK class that it is or extends
   * @param className its own class
   * @param site where it first grew large; empty while not known
   * @param holder who keeps it reachable; empty while not known
   * @param origin {@code grown} where a hook saw it grow, {@code discovered} where not
   * @param liveness {@code confirmed} or {@code unconfirmed}
   * @param slots its table's length
   * @param entries live mappings
   * @param peakEntries the most known within the hold window
   * @param tableBytes its table's bytes
   * @param excessBytes what re-creating it would free
   * @param retainedEmpty whether it carries the flag
   * @param candidate whether it would, had it been observed for the hold time
   */
  public record Row(
      String type,
      String className,
      String site,
      String holder,
      String origin,
      String liveness,
      int slots,
      long entries,
      long peakEntries,
      long tableBytes,
      long excessBytes,
      boolean retainedEmpty,
      boolean candidate) {

    /** The same with another holder. */
    public Row heldBy(String other) {
      return new Row(
          type,
          className,
          site,
          other,
          origin,
          liveness,
          slots,
          entries,
          peakEntries,
          tableBytes,
          excessBytes,
          retainedEmpty,
          candidate);
    }

    /** The part of it that a heap dump shows too. */
    public MapFacts facts() {
      return new MapFacts(type, className, slots, entries, tableBytes);
    }
  }

  /** Those parts of its maps that a heap dump shows too. */
  public List<MapFacts> facts() {
    return rows.stream().map(Row::facts).toList();
  }

  /** The maps of one class. */
  public List<Row> of(Class<?> type) {
    return of(type.getName());
  }

  /** The maps of one class, by its full name. */
  public List<Row> of(String className) {
    return rows.stream().filter(row -> row.className().equals(className)).toList();
  }

  /** The maps that are flagged or would be, had they been observed for the hold time. */
  public List<Row> suspects() {
    return rows.stream().filter(row -> row.retainedEmpty() || row.candidate()).toList();
  }

  /** The maps that carry the flag. */
  public List<Row> flagged() {
    return rows.stream().filter(Row::retainedEmpty).toList();
  }
}
