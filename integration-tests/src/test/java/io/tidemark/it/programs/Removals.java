package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps maps of 2^14 slots that are filled to some peak and emptied at once, again and again, each
 * map in another way. What is left in a map between two such excursions is a number of entries of
 * its own, its mark, by which it is found in a census.
 *
 * <p>Prints {@code subject MARK TYPE NAME PEAK} for each.
 */
public final class Removals {

  /** The entries at or below which a table of 2^14 slots is nearly empty, at the default. */
  static final int LIMIT = 3072;

  private static final int HIGH_WATER = 10_000;
  private static final int ABOVE = 4000;
  private static final long CYCLE_MILLIS = 200;

  private static final List<Subject> SUBJECTS = new ArrayList<>();
  private static volatile boolean running;
  private static volatile long longestPauseNanos;
  private static Thread cycles;

  private Removals() {}

  /** A map and how it is treated. */
  private record Subject(int mark, Map<Object, Object> map, Emptiers.Emptier emptier, int peak) {

    void grow() throws Exception {
      MapShapes.fill(map, HIGH_WATER);
      emptier.empty(map);
      MapShapes.fill(map, mark);
    }

    void excursion() throws Exception {
      for (int i = 0; map.size() < peak; i++) {
        map.put(i, i);
      }
      emptier.empty(map);
      if (!map.isEmpty()) {
        throw new IllegalStateException("mark " + mark + " has " + map.size() + " entries left");
      }
      MapShapes.fill(map, mark);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Commands.serve(
        Map.of("make", Removals::make, "start", Removals::start, "stop", Removals::stop));
  }

  private static void make() throws Exception {
    addAll("HashMap", HashMap::new, Emptiers.ofAnyMap());
    addAll("LinkedHashMap", LinkedHashMap::new, Emptiers.ofAnyMap());
    addAll("ConcurrentHashMap", ConcurrentHashMap::new, Emptiers.ofAnyMap());
    if (Runtime.version().feature() >= 21) {
      addAll("LinkedHashMap", LinkedHashMap::new, Emptiers.ofSequencedMap());
    }
    add("HashMap", HashMap::new, "at-limit", Map::clear, LIMIT);
    add("LinkedHashMap", LinkedHashMap::new, "at-limit", Map::clear, LIMIT);
    add("ConcurrentHashMap", ConcurrentHashMap::new, "at-limit", Map::clear, LIMIT);
    for (String way : List.of("remove", "clear", "entries-iterator")) {
      Emptiers.Emptier emptier = Emptiers.ofAnyMap().get(way);
      add("HashMap", HashMap::new, "one-above-" + way, emptier, LIMIT + 1);
      add("LinkedHashMap", LinkedHashMap::new, "one-above-" + way, emptier, LIMIT + 1);
      add("ConcurrentHashMap", ConcurrentHashMap::new, "one-above-" + way, emptier, LIMIT + 1);
    }
    for (Subject subject : SUBJECTS) {
      subject.grow();
    }
  }

  private static void addAll(
      String type, Supplier<Map<Object, Object>> maker, Map<String, Emptiers.Emptier> ways) {
    ways.forEach((name, emptier) -> add(type, maker, name, emptier, ABOVE));
  }

  private static void add(
      String type,
      Supplier<Map<Object, Object>> maker,
      String name,
      Emptiers.Emptier emptier,
      int peak) {
    int mark = SUBJECTS.size() + 1;
    SUBJECTS.add(new Subject(mark, maker.get(), emptier, peak));
    System.out.println("subject " + mark + " " + type + " " + name + " " + peak);
  }

  private static void start() {
    running = true;
    cycles = new Thread(Removals::cycle, "cycles");
    cycles.start();
  }

  private static void cycle() {
    try {
      long last = System.nanoTime();
      while (running) {
        for (Subject subject : SUBJECTS) {
          subject.excursion();
        }
        long now = System.nanoTime();
        longestPauseNanos = Math.max(longestPauseNanos, now - last);
        last = now;
        Thread.sleep(CYCLE_MILLIS);
      }
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void stop() throws InterruptedException {
    running = false;
    cycles.join();
    System.out.println("longest pause in ms: " + longestPauseNanos / 1_000_000);
  }
}
