package io.tidemark.agent.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.config.Load;
import io.tidemark.agent.registry.Garbage;
import io.tidemark.agent.registry.Registry;
import io.tidemark.exporter.census.Moment;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.census.TrackedMap.Liveness;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which maps a sweep wants the holders of, and what becomes of an answer. */
class SweepHoldersTest {

  private static final Duration HOLD = Duration.ofMinutes(10);
  private static final Duration MAX_PAUSE = Duration.ofMillis(300);
  private static final int SLOTS = 1 << 20;

  private final Registry registry = new Registry();
  private final FullCollections collections = new FullCollections();
  private final Unheld unheld = new Unheld(collections);
  private final Sweep sweep =
      new Sweep(registry, new TableBytes(Sizes.instrumentation()), collections, unheld);
  private final Config config = Load.flawless("retained.hold=10m");
  private final List<List<Object>> asked = new ArrayList<>();
  private boolean anew;

  private Map<Integer, Integer> discovered(int slots, int entries) {
    Map<Integer, Integer> map = new HashMap<>(slots);
    for (int i = 0; i < entries; i++) {
      map.put(i, i);
    }
    registry.discovered(map, false);
    return map;
  }

  private List<TrackedMap> at(Duration time) {
    Moment now = new Moment(time.toNanos(), Instant.EPOCH.plus(time));
    sweep.adopt(now, config);
    return sweep.take(now, config, anew);
  }

  /** Has holders found, and keeps what was asked for. */
  private void find(int most, String... holders) {
    unheld.seek(
        most,
        (maps, maxPause) -> {
          assertThat(maxPause).isEqualTo(MAX_PAUSE);
          asked.add(maps);
          return holders;
        },
        MAX_PAUSE);
  }

  @Test
  void theLargestOfTheMapsThatAreCandidatesAreAskedForAtMostSoMany() {
    Map<Integer, Integer> small = discovered(SLOTS / 2, 1);
    Map<Integer, Integer> large = discovered(SLOTS * 2, 1);
    Map<Integer, Integer> medium = discovered(SLOTS, 1);
    Map<Integer, Integer> full = discovered(SLOTS, SLOTS / 2);
    at(Duration.ZERO);
    assertThat(unheld.isEmpty()).isFalse();
    find(2, "com.acme.Large.map", "com.acme.Medium.map");
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0)).hasSize(2);
    assertThat(asked.get(0).get(0)).isSameAs(large);
    assertThat(asked.get(0).get(1)).isSameAs(medium);
    assertThat(at(Duration.ZERO))
        .extracting(TrackedMap::holder)
        .containsOnly("com.acme.Large.map", "com.acme.Medium.map", null);
    find(100, "com.acme.Small.map");
    assertThat(asked.get(1)).hasSize(1);
    assertThat(asked.get(1).get(0)).isSameAs(small);
    assertThat(full).hasSize(SLOTS / 2);
  }

  @Test
  void aFlaggedMapsHolderIsAskedForToo() {
    Map<Integer, Integer> map = discovered(SLOTS, 1);
    at(Duration.ZERO);
    assertThat(at(HOLD).get(0).retainedEmpty()).isTrue();
    assertThat(unheld.isEmpty()).isFalse();
    assertThat(map).hasSize(1);
  }

  @Test
  void aHolderThatWasFoundConfirmsTheMapAndIsNotAskedForAgain() {
    Map<Integer, Integer> map = discovered(SLOTS, 1);
    assertThat(at(Duration.ZERO).get(0).liveness()).isEqualTo(Liveness.UNCONFIRMED);
    find(100, "com.acme.Cache.map");
    TrackedMap held = at(Duration.ZERO).get(0);
    assertThat(held.holder()).isEqualTo("com.acme.Cache.map");
    assertThat(held.liveness()).isEqualTo(Liveness.CONFIRMED);
    assertThat(unheld.isEmpty()).isTrue();
    assertThat(map).hasSize(1);
  }

  @Test
  void aMapThatWasHandedOnHasItsNewHolderOnceThatIsAskedFor() {
    Map<Integer, Integer> map = discovered(SLOTS, 1);
    at(Duration.ZERO);
    find(100, "stack com.acme.Loader.run: map (main)");
    anew = true;
    at(Duration.ZERO);
    find(100, "com.acme.Cache.map");
    assertThat(at(Duration.ZERO).get(0).holder()).isEqualTo("com.acme.Cache.map");
    find(100, (String) null);
    assertThat(at(Duration.ZERO).get(0).holder())
        .as("one that is not found again")
        .isEqualTo("com.acme.Cache.map");
    assertThat(map).hasSize(1);
  }

  @Test
  void thoseWithoutAHolderAreSoughtFirst() {
    Map<Integer, Integer> large = discovered(SLOTS, 1);
    at(Duration.ZERO);
    find(100, "com.acme.Large.map");
    Map<Integer, Integer> small = discovered(SLOTS / 2, 1);
    anew = true;
    at(Duration.ZERO);
    find(1, "com.acme.Small.map");
    assertThat(asked.get(1)).singleElement().isSameAs(small);
    assertThat(large).hasSize(1);
  }

  /** A search may take seconds, in which the application may need their memory. */
  @Test
  void mapsThatAreNotSoughtAreNotHeldMeanwhile() {
    Map<Integer, Integer> large = discovered(SLOTS, 1);
    WeakReference<Object> small = new WeakReference<>(discovered(SLOTS / 2, 1));
    at(Duration.ZERO);
    unheld.seek(
        1,
        (maps, maxPause) -> {
          Garbage.awaitCollection(small);
          return new String[] {"com.acme.Large.map"};
        },
        MAX_PAUSE);
    assertThat(small.get()).isNull();
    assertThat(large).hasSize(1);
  }

  @Test
  void aHolderThatWasLookedForInVainIsAskedForAgainOnlyWhenThatIsWanted() {
    Map<Integer, Integer> map = discovered(SLOTS, 1);
    at(Duration.ZERO);
    find(100, (String) null);
    TrackedMap sought = at(Duration.ZERO).get(0);
    assertThat(sought.holder()).isNull();
    assertThat(sought.liveness()).isEqualTo(Liveness.UNCONFIRMED);
    assertThat(unheld.isEmpty()).isTrue();
    anew = true;
    at(Duration.ZERO);
    assertThat(unheld.isEmpty()).isFalse();
    unheld.forget();
    assertThat(unheld.isEmpty()).isTrue();
    assertThat(map).hasSize(1);
  }
}
