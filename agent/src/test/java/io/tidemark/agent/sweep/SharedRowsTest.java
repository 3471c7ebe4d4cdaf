package io.tidemark.agent.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.agent.registry.HookSink;
import io.tidemark.agent.registry.Registry;
import io.tidemark.agent.registry.Tracked;
import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.census.TrackedMap.Liveness;
import io.tidemark.exporter.census.TrackedMap.Origin;
import io.tidemark.exporter.census.TrackedMap.Site;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TidemarkHooks2;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which rows are those of the sweep before. */
class SharedRowsTest {

  private static final long NOT = TrackedMap.NOT_RETAINED;
  private static final Judgement JUDGED =
      new Judgement().set(4096, 7, 9, 16_400, 16_320, NOT, false);

  private final Map<Integer, Integer> map = new HashMap<>();
  private final Tracked tracked = discovered(map, 50);
  private final SharedRows rows = new SharedRows();

  private static final class Own extends HashMap<Integer, Integer> {
    private static final long serialVersionUID = 1;
  }

  @AfterEach
  void stopListening() {
    TidemarkHooks2.sink = null;
  }

  private static Tracked discovered(Object map, long since) {
    Registry registry = new Registry();
    registry.discovered(map, false);
    return adopted(registry, since);
  }

  private static Tracked grown(Map<Integer, Integer> map, long since) {
    Registry registry = new Registry();
    TidemarkHooks2.sink = new HookSink(registry, new HookProof(), new Thresholds(16, 65536, 0.25));
    map.put(0, 0);
    TidemarkHooks2.fire(map, Hook.HASH_MAP_RESIZE.ordinal());
    return adopted(registry, since);
  }

  private static Tracked adopted(Registry registry, long since) {
    AtomicReference<Tracked> adopted = new AtomicReference<>();
    registry.adopt(since, 1, adopted::set);
    return adopted.get();
  }

  private TrackedMap row(Tracked of, Object itsMap, Judgement judged) {
    rows.begin(64, 1);
    rows.add(3, of, itsMap, judged);
    List<TrackedMap> census = rows.end();
    assertThat(census).hasSize(1);
    return census.get(0);
  }

  @Test
  void aRowSaysAllThatWasFound() {
    tracked.name(new Site("a.B.c:1", List.of("a.B.c:1")));
    tracked.holder("a.B.d");
    Judgement flagged = new Judgement().set(8192, 1, 2, 32_784, 32_704, 123, true);
    assertThat(row(tracked, map, flagged))
        .isEqualTo(
            new TrackedMap(
                "HashMap",
                "java.util.HashMap",
                tracked.site(),
                "a.B.d",
                8192,
                1,
                2,
                32_784,
                32_704,
                123,
                true,
                50,
                Origin.DISCOVERED,
                Liveness.CONFIRMED));
  }

  @Test
  void aRowIsThatOfTheSweepBeforeAndItsCountsAreThoseOfThisOne() {
    TrackedMap first = row(tracked, map, JUDGED);
    assertThat(row(tracked, map, JUDGED)).isSameAs(first);
    TrackedMap counted =
        row(tracked, map, new Judgement().set(4096, 8, 10, 16_400, 16_320, NOT, false));
    assertThat(counted.entries()).isEqualTo(8);
    assertThat(counted.peakEntries()).isEqualTo(10);
    assertThat(row(tracked, map, JUDGED)).isSameAs(first);
  }

  @Test
  void whatWasFoundAnewIsInTheRow() {
    row(tracked, map, JUDGED);
    List<Judgement> changes =
        List.of(
            new Judgement().set(8192, 7, 9, 16_400, 16_320, NOT, false),
            new Judgement().set(8192, 7, 9, 32_784, 16_320, NOT, false),
            new Judgement().set(8192, 7, 9, 32_784, 32_704, NOT, false),
            new Judgement().set(8192, 7, 9, 32_784, 32_704, 60, false),
            new Judgement().set(8192, 7, 9, 32_784, 32_704, 60, true));
    for (Judgement change : changes) {
      TrackedMap row = row(tracked, map, change);
      assertThat(row.slots()).isEqualTo(change.slots);
      assertThat(row.tableBytes()).isEqualTo(change.tableBytes);
      assertThat(row.excessBytes()).isEqualTo(change.excessBytes);
      assertThat(row.retainedNanos()).isEqualTo(change.retainedNanos);
      assertThat(row.candidate()).isEqualTo(change.candidate);
    }
  }

  @Test
  void whatIsLearntOfAMapIsInTheRow() {
    assertThat(row(tracked, map, JUDGED).liveness()).isEqualTo(Liveness.UNCONFIRMED);
    tracked.confirm();
    assertThat(row(tracked, map, JUDGED).liveness()).isEqualTo(Liveness.CONFIRMED);
    tracked.name(new Site("a.B.c:1", List.of()));
    assertThat(row(tracked, map, JUDGED).siteName()).contains("a.B.c:1");
    tracked.holder("a.B.d");
    assertThat(row(tracked, map, JUDGED).holder()).isEqualTo("a.B.d");
  }

  @Test
  void aRowIsNeverThatOfAnotherMapThatWasAtItsPlace() {
    row(tracked, map, JUDGED);
    assertThat(row(discovered(map, 51), map, JUDGED).trackedNanos()).isEqualTo(51);
    Own own = new Own();
    assertThat(row(discovered(own, 51), own, JUDGED).className()).isEqualTo(Own.class.getName());
    Map<Integer, Integer> linked = new LinkedHashMap<>();
    assertThat(row(discovered(linked, 51), linked, JUDGED).mapType()).isEqualTo("LinkedHashMap");
    assertThat(row(grown(linked, 51), linked, JUDGED).origin()).isEqualTo(Origin.GROWN);
  }

  @Test
  void aRowWhoseRecordIsGoneIsLetGoOf() {
    Tracked second = discovered(new LinkedHashMap<>(), 1);
    for (int place : new int[] {2, 4}) {
      TrackedMap first = row(tracked, map, JUDGED);
      rows.begin(64, 1);
      rows.add(place, second, map, JUDGED);
      rows.end();
      assertThat(row(tracked, map, JUDGED)).isEqualTo(first).isNotSameAs(first);
    }
  }
}
