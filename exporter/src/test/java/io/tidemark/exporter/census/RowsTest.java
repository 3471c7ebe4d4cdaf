package io.tidemark.exporter.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.exporter.Fixtures;
import io.tidemark.exporter.Fixtures.Builder;
import java.util.List;
import java.util.function.UnaryOperator;
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

  @Test
  void rowsThatDifferInAnythingButTheirCountsAreToldApart() {
    assertThat(PLAIN.differsInCountsOnly(with(map -> map.entries(8)))).isTrue();
    List<UnaryOperator<Builder>> changes =
        List.of(
            map -> map.type("ConcurrentHashMap"),
            map -> map.className("a.B"),
            map -> map.site("a.B.c:1"),
            map -> map.holder("a.B.d"),
            map -> map.slots(1 << 21),
            map -> map.excess(65),
            map -> map.flagged(60),
            map -> map.candidate(),
            map -> map.unconfirmed());
    for (UnaryOperator<Builder> change : changes) {
      assertThat(PLAIN.differsInCountsOnly(with(change))).isFalse();
      assertThat(with(change).differsInCountsOnly(PLAIN)).isFalse();
    }
  }

  private static TrackedMap with(UnaryOperator<Builder> change) {
    return change.apply(Fixtures.map().entries(7).excess(64)).build();
  }
}
