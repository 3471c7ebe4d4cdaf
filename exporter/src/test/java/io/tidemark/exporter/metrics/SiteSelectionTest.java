package io.tidemark.exporter.metrics;

import static io.tidemark.exporter.Fixtures.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exporter.census.Totals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SiteSelectionTest {
  private long now = Long.MAX_VALUE - 1000; // nanoTime may overflow
  private final SiteSelection selection = new SiteSelection(2, () -> now);

  @Test
  void showsTheLargestByExcessAndSumsUpTheRest() {
    SortedMap<SiteKey, Totals> rows = select(Map.of("a.A.a:1", 30, "b.B.b:1", 20, "c.C.c:1", 10));
    assertThat(rows.keySet()).containsExactly(key("a.A.a:1"), key("b.B.b:1"), key("other"));
    assertThat(rows.get(key("other")).excessBytes()).isEqualTo(10);
  }

  @Test
  void theOtherRowIsThereEvenWhenItSumsUpNothing() {
    assertThat(select(Map.of("a.A.a:1", 30)).get(key("other")).maps()).isZero();
  }

  @Test
  void mapsWithoutASiteHaveTheirOwnRowAndTakeNoPlaceInTheTop() {
    SortedMap<SiteKey, Totals> rows = select(Map.of("unknown", 99, "a.A.a:1", 2, "b.B.b:1", 1));
    assertThat(rows.keySet())
        .containsExactly(key("a.A.a:1"), key("b.B.b:1"), key("other"), key("unknown"));
  }

  @Test
  void aSiteThatIsNamedOtherIsPartOfOther() {
    SortedMap<SiteKey, Totals> rows = select(Map.of("other", 99, "a.A.a:1", 2, "b.B.b:1", 1));
    assertThat(rows.get(key("other")).excessBytes()).isEqualTo(99);
  }

  @Test
  void aShownSiteStaysFifteenMinutesAfterItLeftTheTop() {
    select(Map.of("a.A.a:1", 30, "b.B.b:1", 20, "c.C.c:1", 10));
    pass(Duration.ofHours(1));
    assertThat(select(Map.of("a.A.a:1", 30, "b.B.b:1", 5, "c.C.c:1", 10)))
        .containsKey(key("b.B.b:1"));
    pass(Duration.ofMinutes(15));
    assertThat(select(Map.of("a.A.a:1", 30, "b.B.b:1", 5, "c.C.c:1", 10)))
        .containsKey(key("b.B.b:1"));
    pass(Duration.ofSeconds(1));
    assertThat(select(Map.of("a.A.a:1", 30, "b.B.b:1", 5, "c.C.c:1", 10)))
        .doesNotContainKey(key("b.B.b:1"));
  }

  @Test
  void aSiteThatComesBackToTheTopStartsItsFifteenMinutesAnew() {
    select(Map.of("a.A.a:1", 30, "b.B.b:1", 20));
    select(Map.of("a.A.a:1", 30, "c.C.c:1", 20, "b.B.b:1", 1));
    pass(Duration.ofMinutes(10));
    select(Map.of("a.A.a:1", 30, "b.B.b:1", 20));
    select(Map.of("a.A.a:1", 30, "c.C.c:1", 20, "b.B.b:1", 1));
    pass(Duration.ofMinutes(10));
    assertThat(select(Map.of("a.A.a:1", 30, "c.C.c:1", 20, "b.B.b:1", 1)))
        .containsKey(key("b.B.b:1"));
  }

  @Test
  void aShownSiteWhoseMapsAreGoneShowsZeros() {
    select(Map.of("a.A.a:1", 30));
    assertThat(select(Map.of("b.B.b:1", 1)).get(key("a.A.a:1")).maps()).isZero();
  }

  @Test
  void howManyLingerIsBoundedAndTheFirstToLeaveGoFirst() {
    for (int i = 0; i < 50; i++) {
      select(Map.of(String.format("x.X.x:%02d", i), 1, String.format("y.Y.y:%02d", i), 1));
      pass(Duration.ofSeconds(1));
    }
    SortedMap<SiteKey, Totals> rows = select(Map.of("z.Z.z:1", 1));
    assertThat(rows).hasSize(1 + SiteSelection.LINGERING_TOPS * 2 + 1);
    assertThat(rows)
        .containsKeys(key("x.X.x:49"), key("y.Y.y:46"))
        .doesNotContainKey(key("x.X.x:45"));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private SortedMap<SiteKey, Totals> select(Map<String, Integer> excessBySite) {
    SortedMap<SiteKey, Totals> sites = new TreeMap<>();
    excessBySite.forEach(
        (site, excess) -> sites.put(key(site), Totals.of(List.of(map().excess(excess).build()))));
    return selection.select(sites, Set.of("HashMap"));
  }

  private static SiteKey key(String site) {
    return new SiteKey("HashMap", site);
  }
}
