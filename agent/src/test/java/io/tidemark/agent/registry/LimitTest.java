package io.tidemark.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.TidemarkHooks5;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The removal hooks fire where the entries come from above the limit down to it, to the entry. They
 * are called here as the woven methods call them.
 */
class LimitTest {

  private static final int SLOTS = 4096;
  private static final int LIMIT = SLOTS * 3 / 16;
  private static final double MAX_FILL = 0.25;

  /** Removals above the limit for which a ConcurrentHashMap without counter cells fires. */
  private static final int BAND = 16;

  private final AtomicInteger fired = new AtomicInteger();

  @BeforeEach
  void listen() {
    TidemarkHooks5.sink = (drained, hook) -> fired.incrementAndGet();
  }

  @AfterEach
  void stopListening() {
    TidemarkHooks5.sink = null;
  }

  /** The shift halves a count as often as the fill limit allows. */
  @ParameterizedTest
  @CsvSource({
    "0.25, 2, 0.75",
    "0.1, 3, 0.75",
    "0.3, 1, 0.75",
    "0.99, 0, 0.75",
    "1, 0, 0.75",
    "0, 5, 0.75",
    "0.25, 2, 0.1",
    "0.25, 2, 0.71",
    "0.25, 2, 3",
    "0.49, 1, 0.7"
  })
  void theRemovalThatBringsAHashMapToTheLimitFiresAndNoOther(
      double maxFill, int shift, float loadFactor) {
    HashMap<Integer, Integer> map = new HashMap<>(SLOTS, loadFactor);
    map.put(0, 0);
    int threshold = TidemarkHooks5.growthThreshold(SLOTS, loadFactor);
    int limit = (int) (maxFill * threshold);
    filled(map, threshold);
    for (int key = threshold - 1; key >= 0; key--) {
      int before = fired.get();
      TidemarkHooks5.removing(map, shift, maxFill, 0);
      map.remove(key);
      assertThat(fired.get() - before).as("at %s", key).isEqualTo(key == limit ? 1 : 0);
    }
  }

  /** {@code resize} doubles the growth threshold before the table that it then can't make. */
  @Test
  void aHashMapWhoseGrowthFailedFiresAtTheLimitOfItsTable() throws Exception {
    HashMap<Integer, Integer> map = filled(new HashMap<>(SLOTS), LIMIT + 1);
    Field threshold = HashMap.class.getDeclaredField("threshold");
    threshold.setAccessible(true);
    threshold.setInt(map, 2 * threshold.getInt(map));
    TidemarkHooks5.removing(map, 2, MAX_FILL, 0);
    assertThat(fired.get()).isEqualTo(1);
  }

  @Test
  void clearingAHashMapFiresAboveTheLimitOnly() {
    TidemarkHooks5.clearing(filled(new HashMap<>(SLOTS), LIMIT), MAX_FILL, 0);
    assertThat(fired.get()).isZero();
    TidemarkHooks5.clearing(filled(new HashMap<>(SLOTS), LIMIT + 1), MAX_FILL, 0);
    assertThat(fired.get()).isEqualTo(1);
  }

  @Test
  void theLastRemovalsOfAConcurrentHashMapAboveTheLimitFireAndNoOther() {
    ConcurrentHashMap<Integer, Integer> map =
        filled(new ConcurrentHashMap<>(SLOTS / 2), LIMIT + BAND + 4);
    assertThat(Maps.slots(map)).isEqualTo(SLOTS);
    for (int entries = map.size(); entries > 0; entries--) {
      int before = fired.get();
      java.util.concurrent.TidemarkHooks5.removing(map, -1, null, entries, 2, MAX_FILL, 0);
      map.remove(entries - 1);
      assertThat(fired.get() - before)
          .as("from %s", entries)
          .isEqualTo(entries > LIMIT && entries <= LIMIT + BAND ? 1 : 0);
    }
  }

  private static <M extends Map<Integer, Integer>> M filled(M map, int entries) {
    for (int i = 0; i < entries; i++) {
      map.put(i, i);
    }
    return map;
  }
}
