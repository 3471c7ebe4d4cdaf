package io.tidemark.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TidemarkHooks2;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    TidemarkHooks2.sink = (drained, hook) -> fired.incrementAndGet();
  }

  @AfterEach
  void stopListening() {
    TidemarkHooks2.sink = null;
  }

  @Test
  void theRemovalThatBringsAHashMapToTheLimitFiresAndNoOther() {
    HashMap<Integer, Integer> map = filled(new HashMap<>(SLOTS), LIMIT + 3);
    for (int key = LIMIT + 2; key >= 0; key--) {
      int before = fired.get();
      map.remove(key);
      TidemarkHooks2.removed(map, MAX_FILL, 0);
      assertThat(fired.get() - before).as("at %s", key).isEqualTo(key == LIMIT ? 1 : 0);
    }
  }

  @Test
  void clearingAHashMapFiresAboveTheLimitOnly() {
    TidemarkHooks2.clearing(filled(new HashMap<>(SLOTS), LIMIT), MAX_FILL, 0);
    assertThat(fired.get()).isZero();
    TidemarkHooks2.clearing(filled(new HashMap<>(SLOTS), LIMIT + 1), MAX_FILL, 0);
    assertThat(fired.get()).isEqualTo(1);
  }

  @Test
  void theLastRemovalsOfAConcurrentHashMapAboveTheLimitFireAndNoOther() {
    ConcurrentHashMap<Integer, Integer> map =
        filled(new ConcurrentHashMap<>(SLOTS / 2), LIMIT + BAND + 4);
    assertThat(Maps.slots(map)).isEqualTo(SLOTS);
    for (int entries = map.size(); entries > 0; entries--) {
      int before = fired.get();
      java.util.concurrent.TidemarkHooks2.removing(map, -1, null, MAX_FILL, 0);
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
