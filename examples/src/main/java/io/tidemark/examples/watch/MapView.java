package io.tidemark.examples.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * One map of {@code /api/census}. Immutable.
 *
 * @param className full name of the map's class, or the simple name of its JDK class
 * @param site where it first grew large, where that is known
 * @param holder who keeps it reachable, where that is known
 * @param slots the table's length
 * @param entries live mappings at the last sweep
 * @param peakEntries the most entries known within the hold window
 * @param tableBytes the table's size, in bytes
 * @param excessBytes what re-creating the map would free, in bytes
 * @param retentionRatio excess bytes / table bytes, 0 to 1
 * @param retainedEmpty whether it carries the flag
 * @param candidate whether it would carry the flag had it been observed for the hold time
 * @param observedFor how long it was observed
 */
public record MapView(
    String className,
    Optional<String> site,
    Optional<String> holder,
    long slots,
    long entries,
    long peakEntries,
    long tableBytes,
    long excessBytes,
    double retentionRatio,
    boolean retainedEmpty,
    boolean candidate,
    Duration observedFor) {

  /** What is known of a map. */
  public enum State {
    /** It was not observed for a hold time yet. */
    OBSERVING("observing"),
    /** It was observed for the hold time and needed its table within it. */
    HEALTHY("healthy"),
    /** It would carry the flag had it been observed for the hold time. */
    CANDIDATE("candidate"),
    /** It carries the flag. */
    RETAINED_EMPTY("retained-empty");

    private final String word;

    State(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** The map's state, in a JVM whose agent runs with the hold time {@code hold}. */
  public State state(Duration hold) {
    if (retainedEmpty) {
      return State.RETAINED_EMPTY;
    }
    if (candidate) {
      return State.CANDIDATE;
    }
    return observedFor.compareTo(hold) < 0 ? State.OBSERVING : State.HEALTHY;
  }
}
