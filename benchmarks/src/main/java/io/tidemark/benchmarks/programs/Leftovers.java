package io.tidemark.benchmarks.programs;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A heap of so many megabytes, and in it one map of each case, each of a class of its own, so that
 * it can be told from the others in any answer. One of them is emptied and refilled again and
 * again; it says when.
 *
 * <p>Needs {@code --add-opens java.base/java.util.concurrent=ALL-UNNAMED}.
 */
public final class Leftovers {

  /** For how long the map that is emptied again and again is empty, and then full. */
  public static final int PHASE_MILLIS = 6000;

  private static final int ENTRIES = 800_000;
  private static final int SURVIVORS = 10;
  private static final int THREADS = 4;
  private static final int PAYLOAD = 160;
  private static final int ITEM_BYTES = 208;
  private static final int ATTEMPTS = 50;

  private static final List<Item[]> BALLAST = new ArrayList<>();
  private static final List<Map<Integer, Integer>> MAPS = new ArrayList<>();

  private Leftovers() {}

  private static final class Item {
    final long id;
    final byte[] payload = new byte[PAYLOAD];

    Item(long id) {
      this.id = id;
    }
  }

  /** Emptied: its table is held for nothing. */
  static final class Emptied extends HashMap<Integer, Integer> {
    private static final long serialVersionUID = 1;
  }

  /** Emptied but for ten entries: its table is held for nothing. */
  static final class Survivors extends HashMap<Integer, Integer> {
    private static final long serialVersionUID = 1;
  }

  /** Filled by one thread, emptied by several: its counter cells know of it, not its base count. */
  static final class ContendedEmptied extends ConcurrentHashMap<Integer, Integer> {
    private static final long serialVersionUID = 1;
  }

  /** Filled by several threads: its counter cells know of it, not its base count. */
  static final class ContendedFull extends ConcurrentHashMap<Integer, Integer> {
    private static final long serialVersionUID = 1;
  }

  /** Emptied and refilled: in use. */
  static final class Refilled extends HashMap<Integer, Integer> {
    private static final long serialVersionUID = 1;
  }

  /** Emptied and refilled again and again: in use, also while it is empty. */
  static final class Cycled extends HashMap<Integer, Integer> {
    private static final long serialVersionUID = 1;
  }

  public static void main(String[] arguments) throws Exception {
    long bytes = Long.parseLong(arguments[0]) * 1_000_000;
    for (long made = 0; made < bytes; ) {
      Item[] items = new Item[1000];
      for (int i = 0; i < items.length; i++) {
        items[i] = new Item(made + i);
      }
      BALLAST.add(items);
      made += (long) items.length * ITEM_BYTES;
    }
    MAPS.add(emptied(new Emptied(), 0));
    MAPS.add(emptied(new Survivors(), SURVIVORS));
    MAPS.add(contendedEmptied());
    MAPS.add(contendedFull());
    MAPS.add(filled(emptied(new Refilled(), 0)));
    Map<Integer, Integer> cycled = new Cycled();
    MAPS.add(cycled);
    System.gc();
    Thread thread = new Thread(() -> cycle(cycled), "cycle");
    thread.setDaemon(true);
    thread.start();
    System.out.println("ready " + MAPS.size());
    PauseWatch.serve();
  }

  private static void cycle(Map<Integer, Integer> map) {
    try {
      for (int i = 1; true; i++) {
        filled(map);
        Thread.sleep(PHASE_MILLIS);
        map.clear();
        System.out.println("emptied " + i + ".");
        Thread.sleep(PHASE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<Integer, Integer> filled(Map<Integer, Integer> map) {
    for (int i = 0; i < ENTRIES; i++) {
      map.put(i, i);
    }
    return map;
  }

  private static Map<Integer, Integer> emptied(Map<Integer, Integer> map, int left) {
    filled(map).keySet().removeIf(key -> key >= left);
    return map;
  }

  private static Map<Integer, Integer> contendedEmptied() throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ContendedEmptied map = new ContendedEmptied();
      filled(map);
      byAll(i -> map.remove(i));
      if (baseCount(map) > ENTRIES / 2) {
        return map;
      }
    }
    throw new IllegalStateException("the base count tells how full the map is");
  }

  private static Map<Integer, Integer> contendedFull() throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ContendedFull map = new ContendedFull();
      byAll(i -> map.put(i, i));
      if (baseCount(map) < ENTRIES / 4) {
        return map;
      }
    }
    throw new IllegalStateException("the base count tells how full the map is");
  }

  private static void byAll(java.util.function.IntConsumer action) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int first = t;
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  return;
                }
                for (int i = first; i < ENTRIES; i += THREADS) {
                  action.accept(i);
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static long baseCount(ConcurrentHashMap<?, ?> map) throws ReflectiveOperationException {
    Field field = ConcurrentHashMap.class.getDeclaredField("baseCount");
    field.setAccessible(true);
    return field.getLong(map);
  }
}
