package io.tidemark.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.TidemarkHooks5;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stated bound for a ConcurrentHashMap whose count sits in counter cells: an excursion that
 * drains by more than 64 × cells above the limit is seen. The removals call the hook class as the
 * woven {@code addCount} does.
 */
class CounterCellsTest {

  private static final int LIMIT = 4096 * 3 / 16;

  private final AtomicInteger fired = new AtomicInteger();
  private final ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>(2048);

  @BeforeEach
  void contend() throws Exception {
    TidemarkHooks5.sink = (drained, hook) -> fired.incrementAndGet();
    while (cells() == null || Array.getLength(cells()) < 2) {
      Thread[] threads = new Thread[8];
      for (int t = 0; t < threads.length; t++) {
        int key = t;
        threads[t] =
            new Thread(
                () -> {
                  for (int i = 0; i < 100_000; i++) {
                    map.put(key, i);
                    map.remove(key);
                  }
                });
        threads[t].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(Maps.slots(map)).isEqualTo(4096);
  }

  @AfterEach
  void stopListening() {
    TidemarkHooks5.sink = null;
  }

  private Object cells() throws ReflectiveOperationException {
    Field field = ConcurrentHashMap.class.getDeclaredField("counterCells");
    field.setAccessible(true);
    return field.get(map);
  }

  private void excursionTo(int entries) throws ReflectiveOperationException {
    for (int i = 0; i < entries; i++) {
      map.put(i, i);
    }
    for (int i = entries - 1; i >= 0; i--) {
      java.util.concurrent.TidemarkHooks5.removing(map, -1, cells(), 0, 2, 0.25, 0);
      map.remove(i);
    }
  }

  @Test
  void everyExcursionBeyondTheBoundIsSeen() throws Exception {
    int bound = LIMIT + 64 * Array.getLength(cells());
    for (int i = 1; i <= 200; i++) {
      int before = fired.get();
      excursionTo(bound + 1);
      assertThat(fired.get()).as("excursion %s", i).isGreaterThan(before);
    }
  }

  @Test
  void anExcursionToTheLimitIsNone() throws Exception {
    for (int i = 0; i < 200; i++) {
      excursionTo(LIMIT);
    }
    assertThat(fired.get()).isZero();
  }

  /** A cell begins at 1 or -1: would removals look there, each would fetch all cells. */
  @ParameterizedTest
  @ValueSource(ints = {-2, -1, 0, 1, 2})
  void removalsInTurnWithPutsDoNotLookAtTheSum(int value) throws Exception {
    for (Object cell : (Object[]) cells()) {
      set(cell, "value", value);
    }
    set(map, "baseCount", LIMIT + 1000);
    for (int i = 0; i < 100; i++) {
      map.put(-1, i);
      java.util.concurrent.TidemarkHooks5.removing(map, -1, cells(), 0, 2, 0.25, 0);
      map.remove(-1);
    }
    assertThat(fired.get()).isZero();
  }

  private static void set(Object of, String name, long value) throws ReflectiveOperationException {
    if (of != null) {
      Field field = of.getClass().getDeclaredField(name);
      field.setAccessible(true);
      field.setLong(of, value);
    }
  }

  @Test
  void clearingMoreThanTheLimitIsSeen() throws Exception {
    for (int i = 0; i <= LIMIT; i++) {
      map.put(i, i);
    }
    java.util.concurrent.TidemarkHooks5.removing(map, -LIMIT - 1, cells(), 0, 2, 0.25, 0);
    assertThat(fired.get()).isEqualTo(1);
  }
}
