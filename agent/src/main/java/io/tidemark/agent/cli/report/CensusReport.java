package io.tidemark.agent.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A census as {@code /api/census} shows it.
 *
 * @param takenAt when
 * @param processId the process that it is of, as it names itself
 * @param residentBytes its resident memory
 * @param heapAfterGcBytes its heap after the last collection
 * @param gc its collector
 * @param maps how many maps are tracked
 * @param tableBytes their table bytes
 * @param excessBytes their excess bytes
 * @param rows the maps that are listed
 */
public record CensusReport(
    Instant takenAt,
    long processId,
    OptionalLong residentBytes,
    OptionalLong heapAfterGcBytes,
    Optional<String> gc,
    long maps,
    long tableBytes,
    long excessBytes,
    List<Row> rows) {

  /**
   * One map.
   *
   * @param type the JDK class that it is or extends
   * @param className its own class
   * @param site where it first grew large
   * @param holder who keeps it reachable
   * @param slots its slots
   * @param entries its entries
   * @param peakEntries its peak entries
   * @param tableBytes its table bytes
   * @param excessBytes its excess bytes
   * @param state whether it is flagged
   * @param observed how long it was observed
   * @param confirmed whether it is known to be alive
   */
  public record Row(
      String type,
      String className,
      Optional<String> site,
      Optional<String> holder,
      long slots,
      long entries,
      long peakEntries,
      long tableBytes,
      long excessBytes,
      State state,
      Duration observed,
      boolean confirmed) {}

  /** What is said of a map. */
  public enum State {
    FLAGGED,
    CANDIDATE,
    HEALTHY
  }

  /** The maps of a state. */
  List<Row> in(State state) {
    return rows.stream().filter(row -> row.state() == state).toList();
  }

  /** The flagged maps and the candidates, the largest excess first. */
  List<Row> suspects() {
    return rows.stream()
        .filter(row -> row.state() != State.HEALTHY)
        .sorted(
            Comparator.comparingLong(Row::excessBytes)
                .reversed()
                .thenComparing(Row::state)
                .thenComparing(Row::className))
        .toList();
  }
}
