package io.tidemark.exporter.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.exporter.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows whose counts stand apart. */
class RowsTest {

  private static final TrackedMap PLAIN = Fixtures.map().entries(7).excess(64).build();

  @Test
  void aRowIsTheGivenOneWithTheCountsOfThisCensus() {
    TrackedMap flagged = Fixtures.map().holder("a.B.c").site("a.B.d:1").flagged(60).build();
    Rows.Builder builder = new Rows.Builder(3, Rows.NONE);
    builder.add(PLAIN, 7, 9);
    builder.add(flagged, 100, 200);
    List<TrackedMap> rows = builder.build();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).isSameAs(PLAIN);
    assertThat(rows.get(1).entries()).isEqualTo(100);
    assertThat(rows.get(1).peakEntries()).isEqualTo(200);
    assertThat(rows.get(1).counting(flagged.entries(), flagged.peakEntries())).isEqualTo(flagged);
    assertThatThrownBy(() -> rows.set(0, flagged))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void countsBeyondAnIntAreKeptAndSoAreWrongOnes() {
    Rows.Builder builder = new Rows.Builder(4, Rows.NONE);
    builder.add(PLAIN, 3_000_000_000L, 4_000_000_000L);
    builder.add(PLAIN, 1, 1L << 31);
    builder.add(PLAIN, Integer.MAX_VALUE - 1, Integer.MAX_VALUE);
    builder.add(PLAIN, -1, 5);
    List<TrackedMap> rows = builder.build();
    assertThat(rows)
        .extracting(TrackedMap::entries, TrackedMap::peakEntries)
        .containsExactly(
            tuple(3_000_000_000L, 4_000_000_000L),
            tuple(1L, 1L << 31),
            tuple(Integer.MAX_VALUE - 1L, (long) Integer.MAX_VALUE),
            tuple(-1L, 5L));
  }

  @Test
  void whatIsTheSameAsBeforeIsSharedAndNothingElse() {
    TrackedMap other = Fixtures.map().site("a.B.d:1").build();
    Rows before = rows(Rows.NONE, PLAIN, 7, 9);
    shares(rows(before, PLAIN, 7, 9), before, "maps", "entries", "peakEntries");
    shares(rows(before, PLAIN, 8, 9), before, "maps", "peakEntries");
    shares(rows(before, PLAIN, 7, 10), before, "maps", "entries");
    shares(rows(before, other, 7, 9), before, "entries", "peakEntries");
    assertThat(rows(before, PLAIN, 8, 9).get(0).entries()).isEqualTo(8);
    assertThat(rows(before, PLAIN, 7, 10).get(0).peakEntries()).isEqualTo(10);
    assertThat(rows(before, other, 7, 9).get(0).siteName()).contains("a.B.d:1");
  }

  private static void shares(Rows rows, Rows before, String... arrays) {
    for (String array : arrays) {
      assertThatObject(rows)
          .extracting(array)
          .satisfies(its -> assertThatObject(before).extracting(array).isSameAs(its));
    }
  }

  private static Rows rows(Rows before, TrackedMap map, long entries, long peakEntries) {
    Rows.Builder builder = new Rows.Builder(1, before);
    builder.add(map, entries, peakEntries);
    return builder.build();
  }
}
