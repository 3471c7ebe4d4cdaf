package io.tidemark.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private final Registry registry = new Registry();
  private final HookSink sink =
      new HookSink(registry, new HookProof(), thresholds(Integer.MAX_VALUE));

  private static Thresholds thresholds(int siteMinSlots) {
    return new Thresholds(0, siteMinSlots, 0.25);
  }

  private void grown(Object map) {
    sink.accept(map, Hook.HASH_MAP_RESIZE.ordinal());
  }

  private int adopt(int cap) {
    int[] adopted = {0};
    registry.adopt(0, cap, tracked -> adopted[0]++);
    return adopted[0];
  }

  private Set<Object> tracked() {
    Set<Object> maps = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    registry.sweep((tracked, map, slots) -> maps.add(map));
    return maps;
  }

  /** Thousands of them a second would keep out every map that lives on, until the next sweep. */
  @Test
  void mapsThatDiedSinceTheLastSweepTakeNoPlaceFromTheLiving() {
    List<WeakReference<Object>> dead = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Map<Integer, Integer> map = new HashMap<>();
      grown(map);
      dead.add(new WeakReference<>(map));
    }
    assertThat(adopt(10)).isEqualTo(10);
    dead.forEach(Garbage::awaitCollection);
    Map<Integer, Integer> living = new HashMap<>();
    grown(living);
    adopt(10);
    assertThat(tracked()).containsExactly(living);
    assertThat(registry.refusedByCap()).isZero();
  }

  @Test
  void everyMapThatGrewIsTrackedOnce() {
    List<Map<Integer, Integer>> maps = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      maps.add(new HashMap<>());
      grown(maps.get(i));
      if (i % 1000 == 0) {
        adopt(50_000);
      }
    }
    adopt(50_000);
    maps.forEach(this::grown);
    assertThat(adopt(50_000)).as("known maps push nothing").isZero();
    assertThat(registry.size()).isEqualTo(10_000);
    assertThat(tracked()).hasSize(10_000).containsAll(maps);
  }

  @Test
  void theFirstLargeTableIsNotLookedUpButAdoptedAndFoundLikeAnyOther() {
    HookSink firsts = new HookSink(registry, new HookProof(), new Thresholds(4096, 1 << 20, 0.25));
    Map<Integer, Integer> map = filled(new HashMap<>(), 3000);
    for (int growth = 0; growth < 3; growth++) {
      firsts.accept(map, Hook.HASH_MAP_RESIZE.ordinal());
    }
    assertThat(adopt(10)).as("not looked for").isEqualTo(3);
    assertThat(registry.size()).as("merged").isEqualTo(1);
    assertThat(tracked()).containsExactly(map);
    firsts.accept(map, Hook.HASH_MAP_CLEAR.ordinal());
    filled(map, 7000);
    firsts.accept(map, Hook.HASH_MAP_RESIZE.ordinal());
    assertThat(adopt(10)).as("found").isZero();
  }

  @Test
  void theFirstLargeTableOfAConcurrentHashMapIsToldOfTwiceAndMakesOneRecord() {
    HookSink firsts = new HookSink(registry, new HookProof(), new Thresholds(4096, 1 << 20, 0.25));
    Map<Integer, Integer> map = filled(new ConcurrentHashMap<>(), 3000);
    firsts.accept(map, Hook.CONCURRENT_HASH_MAP_TRANSFER.ordinal());
    firsts.accept(map, Hook.CONCURRENT_HASH_MAP_TRY_PRESIZE.ordinal());
    assertThat(adopt(10)).isEqualTo(1);
  }

  private static Map<Integer, Integer> filled(Map<Integer, Integer> map, int entries) {
    for (int i = 0; i < entries; i++) {
      map.put(i, i);
    }
    return map;
  }

  @Test
  void aBurstOfGrowthsOfOneMapPushesOneRecord() {
    Map<Integer, Integer> map = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      grown(map);
    }
    assertThat(adopt(10)).isEqualTo(1);
  }

  @Test
  void anAdoptionThatFailsHalfWayIsGoneOnWithByTheNext() {
    List<Map<Integer, Integer>> maps = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      maps.add(new HashMap<>());
      grown(maps.get(i));
    }
    assertThatThrownBy(
            () ->
                registry.adopt(
                    0,
                    50_000,
                    tracked -> {
                      throw new OutOfMemoryError("injected");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(registry.size()).isEqualTo(1);
    assertThat(adopt(50_000)).isEqualTo(9);
    assertThat(tracked()).hasSize(10).containsAll(maps);
  }

  @Test
  void whatASecondRecordOfAMapIsToldOnceItIsMergedReachesTheFirst() {
    Map<Integer, Integer> map = new HashMap<>();
    grown(map);
    adopt(10);
    Tracked first = registry.find(map);
    Tracked second = new Tracked(map, first.mapType(), false);
    registry.push(second);
    adopt(10);
    first.takeAbove();
    sink.tell(map, second, 0);
    List<Tracked> news = new ArrayList<>();
    registry.adopt(0, 10, news::add);
    assertThat(news).containsExactly(first);
    assertThat(first.takeAbove()).isTrue();
    assertThat(registry.size()).isEqualTo(1);
  }

  @Test
  void aMapThatAWalkFindsAliveIsConfirmedAlsoWhenItIsTrackedAlready() {
    Map<Integer, Integer> map = new HashMap<>();
    registry.discovered(map, false);
    Tracked found = registry.find(map);
    assertThat(found.discovered()).isTrue();
    assertThat(found.confirmed()).isFalse();
    registry.discovered(map, true);
    assertThat(found.confirmed()).isTrue();
    assertThat(adopt(10)).isEqualTo(1);
    registry.discovered(map, true);
    assertThat(adopt(10)).as("known maps push nothing").isZero();
  }

  @Test
  void theCapRefusesAndCounts() {
    List<Map<Integer, Integer>> maps = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      maps.add(new HashMap<>());
      grown(maps.get(i));
    }
    adopt(50);
    assertThat(registry.size()).isEqualTo(50);
    assertThat(registry.refusedByCap()).isEqualTo(150);
    assertThat(maps).hasSize(200);
  }

  @Test
  void theInboxIsBoundedAndCountsWhatItRefuses() {
    List<Map<Integer, Integer>> maps = new ArrayList<>();
    for (int i = 0; i < 70_000; i++) {
      maps.add(new HashMap<>());
      grown(maps.get(i));
    }
    assertThat(adopt(100_000)).isEqualTo(65_536);
    assertThat(registry.refusedByInbox()).isEqualTo(70_000 - 65_536);
    assertThat(maps).hasSize(70_000);
  }

  @Test
  void droppedRecordsMakeRoom() {
    for (int round = 0; round < 100; round++) {
      List<Map<Integer, Integer>> maps = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        maps.add(new HashMap<>());
        grown(maps.get(i));
      }
      adopt(1000);
      assertThat(tracked()).hasSize(1000).containsAll(maps);
      registry.sweep((tracked, map, slots) -> false);
      assertThat(registry.size()).isZero();
    }
    assertThat(registry.refusedByCap()).isZero();
    assertThat(registry.memoryBytes()).as("its own table shrinks").isLessThan(1024);
  }

  @Test
  void aRecordThatIsDroppedIsNotHandedOnAgain() {
    List<Map<Integer, Integer>> maps =
        List.of(filled(new HashMap<>(), 1), filled(new HashMap<>(), 2), filled(new HashMap<>(), 3));
    maps.forEach(this::grown);
    adopt(10);
    registry.sweep((tracked, map, slots) -> map != maps.get(1));
    List<Object> seen = new ArrayList<>();
    registry.sweep((tracked, map, slots) -> seen.add(map));
    assertThat(seen).containsExactlyInAnyOrder(maps.get(0), maps.get(2));
    assertThat(registry.size()).isEqualTo(2);
  }

  @Test
  void theTableShrinksWithItsRecords() {
    List<Object> maps = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      Map<Integer, Integer> map = new HashMap<>();
      maps.add(map);
      grown(map);
    }
    adopt(1200);
    assertThat(registry.memoryBytes()).isEqualTo(1200 * 80 + 2048 * 4);
    keep(maps, 512);
    assertThat(registry.memoryBytes()).isEqualTo(512 * 80 + 2048 * 4);
    keep(maps, 252);
    assertThat(registry.memoryBytes()).isEqualTo(252 * 80 + 512 * 4);
    assertThat(tracked()).hasSize(252).containsAll(maps.subList(0, 252));
  }

  private void keep(List<Object> maps, int first) {
    Set<Object> kept = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(maps.subList(0, first));
    registry.sweep((tracked, map, slots) -> kept.contains(map));
    assertThat(registry.size()).isEqualTo(first);
  }

  @Test
  void noMapIsLostWhileThreadsPushAndTheSweepThreadAdoptsDropsAndRebuilds() throws Exception {
    ConcurrentLinkedQueue<Object> all = new ConcurrentLinkedQueue<>();
    AtomicBoolean done = new AtomicBoolean();
    Thread[] pushers = new Thread[4];
    for (int t = 0; t < pushers.length; t++) {
      pushers[t] =
          new Thread(
              () -> {
                List<Map<Integer, Integer>> mine = new ArrayList<>();
                for (int i = 0; i < 2000; i++) {
                  Map<Integer, Integer> map = new HashMap<>();
                  mine.add(map);
                  all.add(map);
                  grown(map);
                  grown(mine.get(i / 2));
                }
              });
    }
    Thread sweeper =
        new Thread(
            () -> {
              while (!done.get()) {
                adopt(50_000);
                registry.sweep((tracked, map, slots) -> map != null);
              }
            });
    sweeper.start();
    for (Thread pusher : pushers) {
      pusher.start();
    }
    for (Thread pusher : pushers) {
      pusher.join();
    }
    done.set(true);
    sweeper.join();
    adopt(50_000);
    assertThat(registry.size()).isEqualTo(8000);
    assertThat(tracked()).containsAll(all);
  }

  @Test
  void sitesAreRateLimitedAndTheRefusedAreCounted() {
    HookSink sites = new HookSink(registry, new HookProof(), thresholds(0));
    registry.sites().allow(3);
    Set<Object> maps = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 10; i++) {
      Map<Integer, Integer> map = new HashMap<>(Map.of(i, i));
      maps.add(map);
      sites.accept(map, Hook.HASH_MAP_RESIZE.ordinal());
    }
    Set<Tracked> withSite = new HashSet<>();
    registry.adopt(
        0,
        100,
        tracked -> {
          if (tracked.siteStack() != null) {
            withSite.add(tracked);
          }
        });
    assertThat(withSite).hasSize(3);
    assertThat(registry.sites().refused()).isEqualTo(7);
    assertThat(maps).hasSize(10);
  }

  @Test
  void whatIsNoMapIsPassedOver() {
    sink.accept("text", Hook.HASH_MAP_RESIZE.ordinal());
    assertThat(adopt(10)).isZero();
  }
}
