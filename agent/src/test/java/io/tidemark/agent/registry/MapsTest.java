package io.tidemark.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TidemarkHooks5;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulation of growth is held against real maps, which grow by the JDK's own code. */
class MapsTest {

  private static final int MOST_ENTRIES = 1_000_000;

  @Test
  void neededSlotsOfAHashMapAreThoseThatSinglePutsMake() {
    assertNeededSlotsFollow(new HashMap<>());
  }

  @ParameterizedTest
  @ValueSource(floats = {0.01f, 0.05f, 0.1f, 0.7f, 0.75f, 0.8f, 0.9f, 1f, 1.3f, 10f})
  void neededSlotsFollowOddLoadFactors(float loadFactor) {
    assertNeededSlotsFollow(new HashMap<>(16, loadFactor));
  }

  @Test
  void neededSlotsOfAConcurrentHashMapAreThoseThatSinglePutsMake() {
    assertNeededSlotsFollow(new ConcurrentHashMap<>());
  }

  private static void assertNeededSlotsFollow(Map<Integer, Integer> real) {
    assertThat(Maps.neededSlots(real, 0)).isEqualTo(16);
    int entriesAtMost = Math.min(MOST_ENTRIES, loadFactor(real) < 0.1f ? 20_000 : MOST_ENTRIES);
    for (int entries = 1; entries <= entriesAtMost; entries++) {
      real.put(entries - 1, entries);
      if (Maps.neededSlots(real, entries) != Maps.slots(real)) {
        assertThat(Maps.neededSlots(real, entries))
            .as("slots of %s with %s entries", real.getClass(), entries)
            .isEqualTo(Maps.slots(real));
      }
    }
  }

  private static float loadFactor(Map<?, ?> map) {
    return map instanceof HashMap<?, ?> hashMap ? TidemarkHooks5.loadFactor(hashMap) : 0.75f;
  }

  @ParameterizedTest
  @ValueSource(floats = {0.01f, 0.05f, 0.1f, 0.7f, 0.75f, 0.8f, 0.9f, 1f, 1.3f, 10f})
  void aHashMapGrowsExactlyWhenItsEntriesExceedTheGrowthThreshold(float loadFactor) {
    Map<Integer, Integer> real = new HashMap<>(16, loadFactor);
    real.put(0, 0);
    int most = loadFactor < 0.1f ? 10_000 : MOST_ENTRIES;
    for (int entries = 2; entries <= most; entries++) {
      int before = Maps.slots(real);
      real.put(entries, entries);
      boolean grew = Maps.slots(real) > before;
      if (before < 64 && loadFactor > 8) {
        continue; // full bins grow such a table too
      }
      boolean expected = entries > TidemarkHooks5.growthThreshold(before, loadFactor);
      if (grew != expected) {
        assertThat(grew)
            .as("growth of %s slots at %s entries, load factor %s", before, entries, loadFactor)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void theGrowthThresholdOfTheLargestTablesSaturates() {
    assertThat(TidemarkHooks5.growthThreshold(1 << 30, 0.75f)).isEqualTo(Integer.MAX_VALUE);
    assertThat(TidemarkHooks5.growthThreshold(1 << 29, 10f)).isEqualTo(Integer.MAX_VALUE);
    assertThat(Maps.neededSlots(new HashMap<>(), Integer.MAX_VALUE)).isEqualTo(1 << 30);
    assertThat(Maps.neededSlots(new ConcurrentHashMap<>(), Long.MAX_VALUE)).isEqualTo(1 << 30);
  }

  @ParameterizedTest
  @ValueSource(floats = {0.0001f, 0.01f, 0.05f, 0.1f, 0.7f, 0.75f, 0.8f, 1f, 10f, 1000f})
  void aHashMapThatGrewIsNeverSaidToHaveItsEarlierTable(float loadFactor) {
    assertEarlierTablesAreToldApart(
        new HashMap<>(16, loadFactor), loadFactor < 0.1f ? 14 : 200_000);
    assertEarlierTablesAreToldApart(
        new HashMap<>(4096, loadFactor), loadFactor < 0.1f ? 6 : 200_000);
  }

  @Test
  void aConcurrentHashMapThatGrewIsNeverSaidToHaveItsEarlierTable() {
    assertEarlierTablesAreToldApart(new ConcurrentHashMap<>(), 200_000);
    assertEarlierTablesAreToldApart(new ConcurrentHashMap<>(3000), 200_000);
  }

  private static void assertEarlierTablesAreToldApart(Map<Integer, Integer> real, int most) {
    Set<Integer> earlier = new HashSet<>();
    for (int entries = 0; entries < most; entries++) {
      real.put(entries, entries);
      int slots = Maps.slots(real);
      earlier.add(slots);
      for (int before : earlier) {
        if (before != slots && Maps.hasStill(real, before)) {
          fail("a table of %s slots is taken for one of %s", slots, before);
        }
      }
    }
  }

  @Test
  void usualMapsAreKnownToHaveTheirTableStill() {
    for (Map<Integer, Integer> map :
        List.of(new HashMap<Integer, Integer>(4096), new ConcurrentHashMap<Integer, Integer>())) {
      for (int entries = 0; entries < 100_000; entries++) {
        map.put(entries, entries);
        if (!Maps.hasStill(map, Maps.slots(map))) {
          fail("the table of %s slots is not known", Maps.slots(map));
        }
      }
    }
  }

  /** {@code resize} doubles the growth threshold before the table that it then can't make. */
  @Test
  void aGrowthThatFailedIsNotTakenForALargerTable() throws Exception {
    HashMap<Integer, Integer> map = new HashMap<>(4096);
    map.put(0, 0);
    Field threshold = HashMap.class.getDeclaredField("threshold");
    threshold.setAccessible(true);
    Observation observation = new Observation(map);
    assertThat(observation.slots(map)).isEqualTo(4096);
    for (int failed = 0; failed < 40; failed++) {
      threshold.setInt(map, threshold.getInt(map) << 1);
      assertThat(Maps.hasStill(map, 4096)).isFalse();
      assertThat(observation.slots(map)).isEqualTo(4096);
    }
  }

  @Test
  void aTableLessMapHasNoSlotsAndNoEntries() {
    assertThat(Maps.slots(new HashMap<>(1 << 20))).isZero();
    assertThat(Maps.slots(new ConcurrentHashMap<>(1 << 20))).isZero();
    assertThat(Maps.entries(new ConcurrentHashMap<>())).isZero();
  }

  @Test
  void theLimitIsTheProductRoundedDownForEveryTableAndFillLimit() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      double maxFill = round < 100 ? round / 100.0 : random.nextDouble() * 0.99;
      for (int slots = 16; slots > 0; slots <<= 1) {
        long hashMap = (long) (maxFill * TidemarkHooks5.growthThreshold(slots, 0.75f));
        long concurrent =
            (long) (maxFill * java.util.concurrent.TidemarkHooks5.growthThreshold(slots));
        assertEquals(hashMap, TidemarkHooks5.limit(slots, 0.75f, maxFill), "" + maxFill);
        assertEquals(
            concurrent, java.util.concurrent.TidemarkHooks5.limit(slots, maxFill), "" + maxFill);
      }
    }
  }

  @Test
  void theLimitIsTheFillLimitOfTheGrowthThreshold() {
    assertThat(Maps.limit(new HashMap<>(), 1 << 23, 0.25)).isEqualTo((1 << 23) * 3 / 16);
    assertThat(Maps.limit(new HashMap<>(16, 0.7f), 1024, 0.25)).isEqualTo(704 / 4);
    assertThat(Maps.limit(new ConcurrentHashMap<>(16, 0.1f), 1024, 0.5)).isEqualTo(384);
  }

  @Test
  void entriesOfAConcurrentHashMapThatEightThreadsFilledAndEmptiedAreZero() throws Exception {
    ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
    inEightThreads(i -> map.put(i, i));
    assertThat(Maps.entries(map)).isEqualTo(800_000);
    inEightThreads(map::remove);
    assertThat(Maps.entries(map)).isZero();
  }

  private static void inEightThreads(java.util.function.IntConsumer work) throws Exception {
    Thread[] threads = new Thread[8];
    for (int t = 0; t < threads.length; t++) {
      int from = t * 100_000;
      threads[t] =
          new Thread(
              () -> {
                for (int i = from; i < from + 100_000; i++) {
                  work.accept(i);
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void slotsAreTheOldTablesWhileAGrowthIsUnderWay() throws Exception {
    ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
    for (int i = 0; i < 767; i++) {
      map.put(i, i);
    }
    CountDownLatch binIsHeld = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () ->
                map.compute(
                    0,
                    (key, value) -> {
                      binIsHeld.countDown();
                      awaitUnchecked(looked);
                      return value;
                    }));
    holder.start();
    binIsHeld.await();
    Thread grower = new Thread(() -> map.put(767, 767));
    grower.start();
    while (grower.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
    assertThat(Maps.slots(map)).isEqualTo(1024);
    assertThat(Maps.entries(map)).isEqualTo(768);
    looked.countDown();
    holder.join();
    grower.join();
    assertThat(Maps.slots(map)).isEqualTo(2048);
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aUsersSubclassCountsUnderTheJdkClassThatItExtends() {
    assertThat(Maps.jdkType(new HashMap<>())).isEqualTo("HashMap");
    assertThat(
            Maps.jdkType(
                new LinkedHashMap<Integer, Integer>() {
                  private static final long serialVersionUID = 1L;
                }))
        .isEqualTo("LinkedHashMap");
    assertThat(Maps.jdkType(new Hostile())).isEqualTo("ConcurrentHashMap");
  }

  @Test
  void noOverridableMethodOfAMapIsCalled() {
    Hostile hostile = new Hostile();
    assertThat(Maps.entries(hostile)).isZero();
    assertThat(Maps.slots(hostile)).isZero();
    assertThat(Maps.limit(hostile, 64, 0.25)).isEqualTo(12);
    assertThat(Maps.neededSlots(hostile, 100)).isEqualTo(256);
  }

  private static final class Hostile extends ConcurrentHashMap<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public int size() {
      throw new AssertionError("called");
    }

    @Override
    public long mappingCount() {
      throw new AssertionError("called");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("called");
    }

    @Override
    public boolean equals(Object other) {
      throw new AssertionError("called");
    }

    @Override
    public String toString() {
      return "hostile";
    }
  }
}
