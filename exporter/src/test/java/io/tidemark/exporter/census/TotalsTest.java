package io.tidemark.exporter.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exporter.census.TrackedMap.Liveness;
import io.tidemark.exporter.census.TrackedMap.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sums of maps, and sums of sums. */
class TotalsTest {

  private static final TrackedMap PLAIN =
      map(16, 1, 100, 1000, 10_000, TrackedMap.NOT_RETAINED, false);
  private static final TrackedMap CANDIDATE =
      map(32, 2, 200, 2000, 20_000, TrackedMap.NOT_RETAINED, true);
  private static final TrackedMap FLAGGED = map(64, 4, 400, 4000, 40_000, 0, false);

  @Test
  void eachFigureIsTheSumOverTheMaps() {
    assertSumOfAll(Totals.of(List.of(PLAIN, CANDIDATE, FLAGGED)));
  }

  @Test
  void totalsOfPartsAddUpToTheTotalsOfAll() {
    Totals totals = Totals.of(List.of(PLAIN));
    totals.add(Totals.of(List.of(CANDIDATE, FLAGGED)));
    assertSumOfAll(totals);
  }

  @Test
  void aRatioOfNothingIsNotANumber() {
    assertThat(Totals.of(List.of()).retentionRatio()).isNaN();
  }

  private static void assertSumOfAll(Totals totals) {
    assertThat(totals.maps()).isEqualTo(3);
    assertThat(totals.slots()).isEqualTo(112);
    assertThat(totals.entries()).isEqualTo(7);
    assertThat(totals.peakEntries()).isEqualTo(700);
    assertThat(totals.excessBytes()).isEqualTo(7000);
    assertThat(totals.tableBytes()).isEqualTo(70_000);
    assertThat(totals.retentionRatio()).isEqualTo(0.1);
    assertThat(totals.candidates()).isEqualTo(1);
    assertThat(totals.retainedEmptyMaps()).isEqualTo(1);
    assertThat(totals.retainedEmptyTableBytes()).isEqualTo(40_000);
  }

  private static TrackedMap map(
      int slots,
      long entries,
      long peakEntries,
      long excessBytes,
      long tableBytes,
      long retainedNanos,
      boolean candidate) {
    return new TrackedMap(
        "HashMap",
        "java.util.HashMap",
        null,
        null,
        slots,
        entries,
        peakEntries,
        tableBytes,
        excessBytes,
        retainedNanos,
        candidate,
        0,
        Origin.GROWN,
        Liveness.CONFIRMED);
  }
}
