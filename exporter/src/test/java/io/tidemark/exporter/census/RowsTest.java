package io.tidemark.exporter.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.exporter.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows whose counts stand apart. */
class RowsTest {

  private static final TrackedMap PLAIN = Fixtures.map().entries(7).excess(64).build();

  @Test
  void aRowIsTheGivenOneWithTheCountsOfThisCensus() {
    TrackedMap flagged = Fixtures.map().holder("a.B.c").site("a.B.d:1").flagged(60).build();
    Rows.Builder builder = new Rows.Builder(3);
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
}
