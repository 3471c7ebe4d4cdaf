package io.tidemark.agent.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.config.Load;
import io.tidemark.agent.registry.Garbage;
import io.tidemark.agent.registry.HookSink;
import io.tidemark.agent.registry.Registry;
import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import io.tidemark.exporter.census.Moment;
import io.tidemark.exporter.census.TrackedMap;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TidemarkHooks5;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The flag, the limit and the candidate, with hooks called by hand where the woven code would and
 * with a clock that the test sets.
 */
class SweepTest {

  private static final Duration HOLD = Duration.ofMinutes(10);
  private static final int SLOTS = 1 << 20;
  private static final int LIMIT = SLOTS * 3 / 16;
  private static final String HERE = SweepTest.class.getName() + ".";

  private final Registry registry = new Registry();
  private final HookSink sink =
      new HookSink(registry, new HookProof(), new Thresholds(4096, 65536, 0.25));
  private final FullCollections collections = new FullCollections();
  private final Unheld unheld = new Unheld(collections);
  private final Sweep sweep =
      new Sweep(registry, new TableBytes(Sizes.instrumentation()), collections, unheld);
  private Config config = config("");
  private Duration clock = Duration.ofHours(-3);

  @BeforeEach
  void listen() {
    TidemarkHooks5.sink = sink;
    TidemarkHooks5.tickets = sink;
  }

  @AfterEach
  void stopListening() {
    TidemarkHooks5.sink = null;
    TidemarkHooks5.tickets = null;
  }

  private static Config config(String more) {
    return Load.flawless("retained.hold=10m" + more);
  }

  private List<TrackedMap> after(Duration time) {
    clock = clock.plus(time);
    sweep.adopt(now(), config);
    List<TrackedMap> maps = sweep.take(now(), config, false);
    unheld.forget();
    return maps;
  }

  private Moment now() {
    return new Moment(clock.toNanos(), Instant.EPOCH.plus(clock));
  }

  private TrackedMap only(Duration time) {
    List<TrackedMap> maps = after(time);
    assertThat(maps).hasSize(1);
    return maps.get(0);
  }

  private static Map<Integer, Integer> large() {
    Map<Integer, Integer> map = new HashMap<>(SLOTS);
    map.put(0, 0);
    TidemarkHooks5.fire(map, Hook.HASH_MAP_RESIZE.ordinal());
    return map;
  }

  private static void fill(Map<Integer, Integer> map, int entries) {
    for (int i = map.size(); i < entries; i++) {
      map.put(i, i);
    }
  }

  /** Removes as the woven removeNode would have it. */
  private static void drain(HashMap<Integer, Integer> map, int entries) {
    for (int i = map.size() - 1; i >= entries; i--) {
      TidemarkHooks5.removing(map, 2, 0.25, Hook.HASH_MAP_REMOVE_NODE.ordinal());
      map.remove(i);
    }
  }

  /** Its growth threshold is under half of track.min-slots: see Thresholds. */
  @Test
  void anEmptiedMapIsFlaggedAfterTheHoldTimeAndNotBefore() {
    Map<Integer, Integer> map = large();
    fill(map, 700_000);
    assertThat(only(Duration.ZERO).retainedEmpty()).isFalse();
    map.clear();
    assertThat(only(HOLD.minusNanos(1)).retainedEmpty()).isFalse();
    TrackedMap flagged = only(Duration.ofNanos(1));
    assertThat(flagged.retainedEmpty()).isTrue();
    assertThat(flagged.retainedNanos()).isEqualTo(clock.toNanos());
    assertThat(flagged.origin()).isEqualTo(TrackedMap.Origin.GROWN);
    assertThat(flagged.entries()).isZero();
    assertThat(flagged.slots()).isEqualTo(SLOTS);
    assertThat(flagged.tableBytes()).isEqualTo(16 + 4L * SLOTS);
    assertThat(flagged.excessBytes()).isEqualTo(4L * SLOTS - 4 * 16);
    assertThat(flagged.candidate()).isFalse();
    assertThat(map).isEmpty();
  }

  @Test
  void smallMapsThatAreNotWantedAnyMoreGiveTheirPlacesToLargeOnes() {
    config = config(",track.max-maps=1");
    Map<Integer, Integer> small = new HashMap<>(8192);
    small.put(0, 0);
    registry.discovered(small, true);
    assertThat(only(Duration.ZERO).slots()).isEqualTo(8192);
    config = config(",track.max-maps=1,track.min-slots=65536");
    assertThat(after(Duration.ZERO)).isEmpty();
    Map<Integer, Integer> large = large();
    assertThat(only(Duration.ZERO).slots()).isEqualTo(SLOTS);
    assertThat(registry.refusedByCap()).isZero();
    assertThat(small).hasSize(1);
    assertThat(large).hasSize(1);
  }

  @Test
  void aMapThatIsEmptiedAndRefilledWithinEveryHoldTimeIsNeverFlagged() {
    HashMap<Integer, Integer> map = (HashMap<Integer, Integer>) large();
    for (int cycle = 0; cycle < 50; cycle++) {
      fill(map, LIMIT + 1);
      drain(map, 0);
      assertThat(only(HOLD.minusNanos(1)).retainedEmpty()).isFalse();
    }
    assertThat(only(HOLD).retainedEmpty()).isTrue();
  }

  @Test
  void anExcursionAboveTheLimitByOneEntryCountsAndAtTheLimitExactlyDoesNot() {
    HashMap<Integer, Integer> map = (HashMap<Integer, Integer>) large();
    only(Duration.ZERO);
    fill(map, LIMIT);
    drain(map, 0);
    assertThat(only(HOLD).retainedEmpty()).isTrue();

    fill(map, LIMIT + 1);
    drain(map, 0);
    TrackedMap taken = only(Duration.ofNanos(1));
    assertThat(taken.retainedEmpty()).isFalse();
    assertThat(taken.peakEntries()).isEqualTo(LIMIT + 1);
    assertThat(only(HOLD.minusNanos(1)).retainedEmpty()).isFalse();
    assertThat(only(Duration.ofNanos(1)).retainedEmpty()).isTrue();
  }

  @Test
  void clearingMoreThanTheLimitCountsAndClearingTheLimitDoesNot() {
    HashMap<Integer, Integer> map = (HashMap<Integer, Integer>) large();
    only(Duration.ZERO);
    fill(map, LIMIT);
    TidemarkHooks5.clearing(map, 0.25, Hook.HASH_MAP_CLEAR.ordinal());
    map.clear();
    assertThat(only(HOLD).retainedEmpty()).isTrue();
    fill(map, LIMIT + 5);
    TidemarkHooks5.clearing(map, 0.25, Hook.HASH_MAP_CLEAR.ordinal());
    map.clear();
    assertThat(only(Duration.ZERO).retainedEmpty()).isFalse();
    assertThat(only(Duration.ZERO).peakEntries()).isEqualTo(LIMIT + 5);
  }

  @Test
  void entriesAboveTheLimitAtASweepTakeTheFlagAwayAtOnce() {
    Map<Integer, Integer> map = large();
    only(Duration.ZERO);
    assertThat(only(HOLD).retainedEmpty()).isTrue();
    fill(map, LIMIT + 1);
    assertThat(only(Duration.ZERO).retainedEmpty()).isFalse();
    map.clear();
    assertThat(only(HOLD.minusNanos(1)).retainedEmpty()).isFalse();
    assertThat(only(Duration.ofNanos(1)).retainedEmpty()).isTrue();
  }

  @Test
  void aTableUnderTheByteFloorIsNeverFlagged() {
    config = config(",retained.min-bytes=4194321");
    Map<Integer, Integer> map = large();
    only(Duration.ZERO);
    assertThat(only(HOLD).retainedEmpty()).isFalse();
    config = config(",retained.min-bytes=4194320");
    assertThat(only(Duration.ZERO).retainedEmpty()).isTrue();
    assertThat(map).hasSize(1);
  }

  @Test
  void aChangedFillLimitHoldsFromTheNextSweep() {
    Map<Integer, Integer> map = large();
    fill(map, LIMIT);
    only(Duration.ZERO);
    assertThat(only(HOLD).retainedEmpty()).isTrue();
    config = config(",retained.max-fill=0.24");
    assertThat(only(Duration.ZERO).retainedEmpty()).isFalse();
    assertThat(map).hasSize(LIMIT);
  }

  @Test
  void aMapThatWasThereBeforeTheWeavingIsDiscoveredWhenAHookSeesItDrained() {
    HashMap<Integer, Integer> old = new HashMap<>(SLOTS);
    fill(old, LIMIT + 1);
    drain(old, 0);
    TrackedMap seen = only(Duration.ZERO);
    assertThat(seen.origin()).isEqualTo(TrackedMap.Origin.DISCOVERED);
    assertThat(seen.candidate()).isFalse();
    assertThat(seen.site()).isNull();
    assertThat(only(HOLD).retainedEmpty()).isTrue();
  }

  @Test
  void aDiscoveredMapIsACandidateUntilItWasObservedForTheHoldTime() {
    Map<Integer, Integer> old = new HashMap<>(SLOTS);
    old.put(0, 0);
    registry.discovered(old, false);
    TrackedMap seen = only(Duration.ZERO);
    assertThat(seen.candidate()).isTrue();
    assertThat(seen.retainedEmpty()).isFalse();
    assertThat(seen.origin()).isEqualTo(TrackedMap.Origin.DISCOVERED);
    assertThat(only(HOLD.minusNanos(1)).candidate()).isTrue();
    TrackedMap flagged = only(Duration.ofNanos(1));
    assertThat(flagged.candidate()).isFalse();
    assertThat(flagged.retainedEmpty()).isTrue();
  }

  @Test
  void aDiscoveredMapAboveItsLimitIsNoCandidate() {
    Map<Integer, Integer> old = new HashMap<>(SLOTS);
    fill(old, LIMIT + 1);
    registry.discovered(old, false);
    assertThat(only(Duration.ZERO).candidate()).isFalse();
    old.clear();
    assertThat(only(HOLD.minusNanos(1)).candidate()).isFalse();
  }

  @Test
  void aDiscoveredMapIsConfirmedByAHookOrByAFullCollectionItOutlived() {
    Map<Integer, Integer> old = new HashMap<>(SLOTS);
    fill(old, LIMIT + 1);
    registry.discovered(old, false);
    collections.mark();
    assertThat(only(Duration.ZERO).liveness()).isEqualTo(TrackedMap.Liveness.UNCONFIRMED);
    System.gc();
    assertThat(only(Duration.ZERO).liveness()).isEqualTo(TrackedMap.Liveness.CONFIRMED);

    Map<Integer, Integer> used = new HashMap<>(SLOTS);
    fill(used, LIMIT + 1);
    registry.discovered(used, false);
    collections.mark();
    TidemarkHooks5.clearing((HashMap<Integer, Integer>) used, 0.25, Hook.HASH_MAP_CLEAR.ordinal());
    assertThat(after(Duration.ZERO))
        .extracting(TrackedMap::liveness)
        .containsOnly(TrackedMap.Liveness.CONFIRMED);
    assertThat(old).isNotEmpty();
  }

  @Test
  void aFullCollectionDuringWhichTheSweepHeldTheMapTellsNothing() {
    Map<Integer, Integer> old = new HashMap<>(SLOTS);
    registry.discovered(old, false);
    old.put(0, 0);
    collections.mark();
    sweep.adopt(now(), config);
    sweep.take(now(), config, false);
    System.gc();
    unheld.forget();
    assertThat(only(Duration.ZERO).liveness()).isEqualTo(TrackedMap.Liveness.UNCONFIRMED);
    System.gc();
    assertThat(only(Duration.ZERO).liveness()).isEqualTo(TrackedMap.Liveness.CONFIRMED);
    assertThat(old).hasSize(1);
  }

  @Test
  void timeInWhichNobodyWatchedIsNoHoldWindow() {
    Map<Integer, Integer> map = large();
    only(Duration.ZERO);
    assertThat(only(HOLD).retainedEmpty()).isTrue();
    sweep.watched(Watched.NONE);
    TrackedMap unwatched = only(Duration.ofSeconds(10));
    assertThat(unwatched.retainedEmpty()).isFalse();
    assertThat(unwatched.candidate()).isTrue();
    assertThat(only(HOLD.minusNanos(1)).retainedEmpty()).isFalse();
    assertThat(only(Duration.ofNanos(1)).retainedEmpty()).isTrue();
    assertThat(map).hasSize(1);
  }

  @Test
  void onlyMapsOfTheClassThatWasNotWatchedBeginAnew() {
    Map<Integer, Integer> map = large();
    ConcurrentHashMap<Integer, Integer> concurrent = new ConcurrentHashMap<>(SLOTS / 2);
    concurrent.put(0, 0);
    TidemarkHooks5.fire(concurrent, Hook.CONCURRENT_HASH_MAP_INIT_TABLE.ordinal());
    after(Duration.ZERO);
    assertThat(flagged(HOLD)).containsExactlyInAnyOrder("HashMap", "ConcurrentHashMap");
    sweep.watched(new Watched(4096, Integer.MAX_VALUE));
    assertThat(flagged(Duration.ZERO)).containsExactly("HashMap");
    assertThat(flagged(HOLD)).containsExactlyInAnyOrder("HashMap", "ConcurrentHashMap");
    sweep.watched(new Watched(Integer.MAX_VALUE, 4096));
    assertThat(flagged(Duration.ZERO)).containsExactly("ConcurrentHashMap");
    assertThat(List.of(map, concurrent)).hasSize(2);
  }

  /** The types of the maps that are flagged then. */
  private List<String> flagged(Duration time) {
    return after(time).stream().filter(TrackedMap::retainedEmpty).map(TrackedMap::mapType).toList();
  }

  @Test
  void aGrowthCountsAsAboveTheLimit() {
    Map<Integer, Integer> map = large();
    only(Duration.ZERO);
    assertThat(only(HOLD).retainedEmpty()).isTrue();
    // as if it had grown and was emptied, of which no sweep saw anything
    TidemarkHooks5.fire(map, Hook.HASH_MAP_RESIZE.ordinal());
    assertThat(only(Duration.ZERO).retainedEmpty()).isFalse();
    assertThat(only(HOLD.minusNanos(1)).retainedEmpty()).isFalse();
    assertThat(only(Duration.ofNanos(1)).retainedEmpty()).isTrue();
    assertThat(map).hasSize(1);
  }

  @Test
  void whatASweepThatFailsWasToldHoldsForTheNextOne() {
    Map<Integer, Integer> map = large();
    only(Duration.ZERO);
    sweep.watched(Watched.NONE);
    sweep.watched(Watched.ALL);
    assertThat(only(HOLD).retainedEmpty()).isFalse();
    assertThat(only(HOLD).retainedEmpty()).isTrue();
    assertThat(map).hasSize(1);
  }

  @Test
  void aMapThatWasTooSmallToBeWatchedMeanwhileIsObservedAnew() {
    Map<Integer, Integer> map = new HashMap<>(SLOTS / 2);
    map.put(0, 0);
    registry.discovered(map, true);
    only(Duration.ZERO);
    config = config(",track.min-slots=" + SLOTS);
    assertThat(after(HOLD)).isEmpty();
    config = config("");
    sweep.watched(new Watched(SLOTS, SLOTS));
    assertThat(only(Duration.ZERO).retainedEmpty()).isFalse();
    assertThat(only(HOLD).retainedEmpty()).isTrue();
    assertThat(map).hasSize(1);
  }

  @Test
  void aConcurrentHashMapsExcursionIsSeenWithinItsBand() {
    ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>(SLOTS / 2);
    map.put(0, 0);
    TidemarkHooks5.fire(map, Hook.CONCURRENT_HASH_MAP_INIT_TABLE.ordinal());
    only(Duration.ZERO);
    only(HOLD);
    fill(map, LIMIT + 1);
    int hook = Hook.CONCURRENT_HASH_MAP_ADD_COUNT.ordinal();
    java.util.concurrent.TidemarkHooks5.removing(map, -1, null, LIMIT + 1, 2, 0.25, hook);
    map.remove(LIMIT);
    assertThat(only(Duration.ZERO).retainedEmpty()).isFalse();
    assertThat(only(HOLD).retainedEmpty()).isTrue();
    java.util.concurrent.TidemarkHooks5.removing(map, -1, null, LIMIT + 1, 2, 0.25, hook);
    assertThat(only(Duration.ZERO).retainedEmpty()).isTrue();
  }

  @Test
  void aDroppedMapIsCollectableAndLeavesTheCensus() throws InterruptedException {
    WeakReference<Map<Integer, Integer>> dropped = new WeakReference<>(large());
    Garbage.awaitCollection(dropped);
    assertThat(after(Duration.ZERO)).isEmpty();
  }

  @Test
  void aSweptMapIsCollectableWhenItIsDroppedAndLeavesTheCensus() throws InterruptedException {
    WeakReference<Map<Integer, Integer>> dropped = new WeakReference<>(large());
    after(Duration.ZERO);
    Garbage.awaitCollection(dropped);
    assertThat(after(Duration.ofSeconds(1))).isEmpty();
    assertThat(registry.size()).isZero();
  }

  @Test
  void theSiteIsTheFirstFrameOutsideTheJdkAndIsTakenOnce() {
    Map<Integer, Integer> map = large();
    TrackedMap seen = only(Duration.ZERO);
    assertThat(seen.site().name()).startsWith(SweepTest.class.getName() + ".large:");
    TidemarkHooks5.fire(map, Hook.HASH_MAP_RESIZE.ordinal());
    assertThat(only(Duration.ZERO).site()).isSameAs(seen.site());
    assertThat(map).hasSize(1);
  }

  @Test
  void sitesAreCountedOnceHoweverManyMapsAndOnlyOfMapsThatAreTrackedNow()
      throws InterruptedException {
    List<Map<Integer, Integer>> alike = List.of(large(), large());
    Map<Integer, Integer> other = new HashMap<>(SLOTS);
    other.put(0, 0);
    TidemarkHooks5.fire(other, Hook.HASH_MAP_RESIZE.ordinal());
    assertThat(after(Duration.ZERO)).hasSize(3);
    assertThat(sweep.sites()).isEqualTo(2);
    assertThat(after(Duration.ZERO)).hasSize(3);
    assertThat(sweep.sites()).isEqualTo(2);
    WeakReference<Map<Integer, Integer>> gone = new WeakReference<>(other);
    other = null;
    Garbage.awaitCollection(gone);
    assertThat(after(Duration.ZERO)).hasSameSizeAs(alike);
    assertThat(sweep.sites()).isEqualTo(1);
  }

  @Test
  void aMapConstructedLargeHasItsSiteAndEntersTheCensusWithItsTable()
      throws ReflectiveOperationException {
    Map<Integer, Integer> map = new HashMap<>(SLOTS);
    int ticket = constructedHere();
    assertThat(after(Duration.ZERO)).isEmpty();
    makeTableHere(map, ticket);
    assertThat(only(Duration.ZERO).site().stack().get(0)).startsWith(HERE + "constructedHere:");
  }

  @Test
  void aMapConstructedLargeAndFilledAtOnceHasThatSiteToo() throws ReflectiveOperationException {
    Map<Integer, Integer> map = new HashMap<>(SLOTS);
    makeTableHere(map, constructedHere());
    assertThat(only(Duration.ZERO).site().stack().get(0)).startsWith(HERE + "constructedHere:");
  }

  @Test
  void aMapClearedBeforeItsFirstPutHasTheSiteOfThatPutAndNoOtherMaps()
      throws ReflectiveOperationException {
    Map<Integer, Integer> map = new HashMap<>(SLOTS);
    int ticket = constructedHere();
    for (int i = 0; i < 30; i++) {
      constructedHere();
    }
    makeTableHere(map, ticket + 1);
    assertThat(only(Duration.ZERO).site().stack().get(0)).startsWith(HERE + "makeTableHere:");
  }

  private static int constructedHere() {
    int ticket = TidemarkHooks5.constructed();
    assertThat(ticket).isNegative();
    return ticket;
  }

  /** As a put into a woven map does that carries the ticket. */
  private static void makeTableHere(Map<Integer, Integer> map, int ticket)
      throws ReflectiveOperationException {
    map.put(1, 1);
    Field carrier = HashMap.class.getDeclaredField("modCount");
    carrier.setAccessible(true);
    carrier.setInt(map, ticket);
    TidemarkHooks5.fire(map, Hook.HASH_MAP_RESIZE.ordinal());
  }

  @Test
  void growthsAreCountedByMapTypeAlsoOfMapsThatAreGone() throws InterruptedException {
    Garbage.awaitCollection(new WeakReference<>(large()));
    assertThat(after(Duration.ZERO)).isEmpty();
    assertThat(sweep.growths()).containsOnly(Map.entry("HashMap", 1L));
  }

  @Test
  void aTableUnderTheTrackingThresholdIsLeftOutButItsRecordIsKeptUntilItGrows() {
    Map<Integer, Integer> map = new HashMap<>(2048);
    map.put(0, 0);
    TidemarkHooks5.fire(map, Hook.HASH_MAP_RESIZE.ordinal());
    assertThat(after(Duration.ZERO)).isEmpty();
    assertThat(registry.size()).isEqualTo(1);
    fill(map, 2048 * 3 / 4 + 1);
    assertThat(only(Duration.ZERO).slots()).isEqualTo(4096);
  }

  @Test
  void timesAreThoseOfTheWallClockAtTheirOwnMoments() {
    Map<Integer, Integer> map = large();
    Instant seen = Instant.EPOCH.plus(clock);
    only(Duration.ZERO);
    TrackedMap before = only(HOLD.minusNanos(1));
    assertThat(before.retainedEmpty()).isFalse();
    TrackedMap later = only(Duration.ofMinutes(90).plusNanos(1));
    assertThat(now().at(later.retainedNanos())).isEqualTo(seen.plus(HOLD));
    assertThat(now().at(later.trackedNanos())).isEqualTo(seen);
    assertThat(now().since(later.trackedNanos())).isEqualTo(HOLD.plusMinutes(90));
    assertThat(map).hasSize(1);
  }

  @Test
  void growthsAreCountedByMapType() {
    Map<Integer, Integer> map = large();
    Map<Integer, Integer> second = large();
    ConcurrentHashMap<Integer, Integer> third = new ConcurrentHashMap<>(SLOTS / 2);
    third.put(0, 0);
    TidemarkHooks5.fire(third, Hook.CONCURRENT_HASH_MAP_INIT_TABLE.ordinal());
    after(Duration.ZERO);
    assertThat(sweep.growths())
        .containsOnly(Map.entry("HashMap", 2L), Map.entry("ConcurrentHashMap", 1L));
    assertThat(List.of(map, second, third)).hasSize(3);
  }

  @Test
  void aGrowthOfATrackedMapIsCountedByTheNextSweep() {
    Map<Integer, Integer> map = large();
    only(Duration.ZERO);
    fill(map, SLOTS * 3 / 4 + 1);
    TidemarkHooks5.fire(map, Hook.HASH_MAP_RESIZE.ordinal());
    assertThat(only(Duration.ZERO).slots()).isEqualTo(2 * SLOTS);
    assertThat(sweep.growths()).containsOnly(Map.entry("HashMap", 2L));
  }

  @Test
  void aCensusStaysAsItWasWhenItsMapsChange() {
    Map<Integer, Integer> map = large();
    TrackedMap first = only(Duration.ZERO);
    assertThat(only(Duration.ofSeconds(10))).isEqualTo(first);
    map.put(1, 1);
    TrackedMap fuller = only(Duration.ofSeconds(10));
    assertThat(fuller.entries()).isEqualTo(2);
    assertThat(fuller.peakEntries()).isEqualTo(2);
    map.remove(1);
    TrackedMap emptier = only(Duration.ofSeconds(10));
    assertThat(emptier.entries()).isEqualTo(1);
    assertThat(emptier.peakEntries()).isEqualTo(2);
    assertThat(only(HOLD)).matches(TrackedMap::retainedEmpty);
    assertThat(first.retainedEmpty()).isFalse();
    assertThat(first.entries()).isEqualTo(1);
  }
}
