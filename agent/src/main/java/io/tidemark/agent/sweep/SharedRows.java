package io.tidemark.agent.sweep;

import io.tidemark.agent.registry.Tracked;
import io.tidemark.exporter.census.Rows;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.census.TrackedMap.Liveness;
import io.tidemark.exporter.census.TrackedMap.Origin;
import java.util.List;
import java.util.Objects;

/**
 * Makes the rows of one sweep after the other. One that is true but for its counts is that of the
 * sweep before, see {@link Rows}. Confined to the sweep thread.
 */
final class SharedRows {

  /**
   * The last rows, each at its record's place. Written where it changes only: a young collection
   * reads what was written.
   */
  private TrackedMap[] rows = {};

  /** The place behind the last one that has a row in this sweep. */
  private int next;

  /** Only during a sweep: what the census shares with the last one is garbage then. */
  private Rows.Builder census;

  private Rows last = Rows.NONE;

  /**
   * Begins a sweep.
   *
   * @param places that records may be at
   * @param most how many rows there may be
   */
  void begin(int places, int most) {
    if (rows.length != places) {
      rows = new TrackedMap[places];
    }
    next = 0;
    census = new Rows.Builder(most, last);
  }

  /** Adds the row of the record at a place, from the first place to the last. */
  void add(int place, Tracked tracked, Object map, Judgement judged) {
    forgetUpTo(place);
    next = place + 1;
    TrackedMap row = rows[place];
    if (row == null || !isOf(row, tracked, map) || !says(row, judged)) {
      row = row(tracked, map, judged);
      rows[place] = row;
    }
    census.add(row, judged.entries, judged.peakEntries);
  }

  /** The sweep's rows. */
  List<TrackedMap> end() {
    forgetUpTo(rows.length);
    last = census.build();
    census = null;
    return last;
  }

  /** Lets go of rows whose records are gone or, after a rebuild of the registry, elsewhere. */
  private void forgetUpTo(int place) {
    for (; next < place; next++) {
      if (rows[next] != null) {
        rows[next] = null;
      }
    }
  }

  /** Whether it says of its map what is known of this one now: another's may be at its place. */
  private static boolean isOf(TrackedMap row, Tracked tracked, Object map) {
    return row.trackedNanos() == tracked.since()
        && row.origin() == origin(tracked)
        && row.liveness() == liveness(tracked)
        && row.site() == tracked.site()
        && Objects.equals(row.holder(), tracked.holder())
        && row.mapType().equals(tracked.mapType())
        && row.className().equals(map.getClass().getName());
  }

  private static boolean says(TrackedMap row, Judgement judged) {
    return row.slots() == judged.slots
        && row.tableBytes() == judged.tableBytes
        && row.excessBytes() == judged.excessBytes
        && row.retainedNanos() == judged.retainedNanos
        && row.candidate() == judged.candidate;
  }

  private static TrackedMap row(Tracked tracked, Object map, Judgement judged) {
    return new TrackedMap(
        tracked.mapType(),
        map.getClass().getName(),
        tracked.site(),
        tracked.holder(),
        judged.slots,
        judged.entries,
        judged.peakEntries,
        judged.tableBytes,
        judged.excessBytes,
        judged.retainedNanos,
        judged.candidate,
        tracked.since(),
        origin(tracked),
        liveness(tracked));
  }

  private static Origin origin(Tracked tracked) {
    return tracked.discovered() ? Origin.DISCOVERED : Origin.GROWN;
  }

  private static Liveness liveness(Tracked tracked) {
    return tracked.confirmed() ? Liveness.CONFIRMED : Liveness.UNCONFIRMED;
  }
}
