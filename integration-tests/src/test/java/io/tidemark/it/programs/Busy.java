package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has threads fill and empty large maps, new ones, ones of their own and one of all, and check
 * every entry. A thread that finds another one than it put fails.
 */
public final class Busy {

  private static final int THREADS = 3;
  private static final int ENTRIES = 10_000;

  private static final Map<Integer, Integer> SHARED = new ConcurrentHashMap<>();
  private static final AtomicLong ROUNDS = new AtomicLong();
  private static final List<Thread> STARTED = new ArrayList<>();
  private static volatile boolean running = true;

  private Busy() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("start", Busy::start, "stop", Busy::stop));
  }

  private static void start() {
    for (int i = 0; i < THREADS; i++) {
      int first = i * ENTRIES;
      Thread thread = new Thread(() -> work(first));
      thread.start();
      STARTED.add(thread);
    }
  }

  private static void work(int first) {
    Map<Integer, Integer> own = new LinkedHashMap<>();
    while (running) {
      fillAndEmpty(new HashMap<>(), first);
      fillAndEmpty(own, first);
      fillAndEmpty(SHARED, first);
      ROUNDS.incrementAndGet();
    }
    if (!own.isEmpty()) {
      throw new IllegalStateException("left over: " + own);
    }
  }

  private static void fillAndEmpty(Map<Integer, Integer> map, int first) {
    for (int i = first; i < first + ENTRIES; i++) {
      map.put(i, -i);
    }
    for (int i = first; i < first + ENTRIES; i++) {
      Integer removed = map.remove(i);
      if (removed == null || removed != -i) {
        throw new IllegalStateException(i + " was " + removed + " in a " + map.getClass());
      }
    }
  }

  private static void stop() throws InterruptedException {
    running = false;
    for (Thread thread : STARTED) {
      thread.join();
    }
    System.out.println(SHARED.size() + " left");
    System.out.println("rounds " + ROUNDS);
  }
}
