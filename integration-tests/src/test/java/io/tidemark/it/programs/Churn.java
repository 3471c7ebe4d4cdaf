package io.tidemark.it.programs;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes, grows, drains and drops a million maps a minute, and ten class loaders a second whose
 * class grows one of them.
 */
public final class Churn {

  /** Maps a minute. */
  public static final int RATE = 1_000_000;

  private static final int ROUNDS_A_SECOND = 100;
  private static final int MAPS_A_ROUND = RATE / 60 / ROUNDS_A_SECOND + 1;
  private static final int ROUNDS_A_LOADER = 10;

  /** Slots 256. */
  private static final int ENTRIES = 100;

  /** So many live for a while. */
  private static final Object[] LIVING = new Object[10_000];

  private static final List<WeakReference<Object>> LOADERS = new ArrayList<>();
  private static volatile boolean running = true;
  private static long made;

  private Churn() {}

  public static void main(String[] arguments) throws Exception {
    Thread churn = new Thread(Churn::churn, "churn");
    churn.start();
    Commands.serve(Map.of("loaders", Churn::loaders));
    running = false;
    churn.join();
    System.out.println("made " + made);
  }

  private static void churn() {
    long start = System.nanoTime();
    for (long round = 1; running; round++) {
      for (int i = 0; i < MAPS_A_ROUND; i++) {
        Map<Object, Object> map =
            switch (i % 3) {
              case 0 -> new HashMap<>();
              case 1 -> new LinkedHashMap<>();
              default -> new ConcurrentHashMap<>();
            };
        MapShapes.leave(MapShapes.fill(map, ENTRIES), 1);
        LIVING[(int) (made++ % LIVING.length)] = map;
      }
      if (round % ROUNDS_A_LOADER == 0) {
        growByALoader();
      }
      LockSupport.parkNanos(start + round * 1_000_000_000L / ROUNDS_A_SECOND - System.nanoTime());
    }
  }

  private static void growByALoader() {
    try {
      ClassLoader loader = Unloaded.growBy(new Unloaded.Throwaway(), new HashMap<>());
      synchronized (LOADERS) {
        LOADERS.add(new WeakReference<>(loader));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Says how many of the loaders that were dropped a second ago are still there. */
  private static void loaders() throws InterruptedException {
    List<WeakReference<Object>> dropped;
    synchronized (LOADERS) {
      dropped = List.copyOf(LOADERS);
    }
    Thread.sleep(1000);
    System.gc();
    long left = dropped.stream().filter(loader -> loader.get() != null).count();
    System.out.println("loaders " + dropped.size() + " left " + left);
  }
}
