package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Maps of each kind that are grown, emptied in two ways, refilled, or left with few survivors. It
 * prints {@code kind TYPE SLOTS ENTRIES} of each, as it knows them by itself. It needs {@code
 * java.base} alone. Argument: the exit code.
 */
public final class Tides {

  /** The slots of a map that held {@link #HIGH} entries or a few more. */
  private static final int SLOTS = 16_384;

  private static final int HIGH = 10_000;
  private static final int LOW = 4_000;
  private static final int FEW = 10;

  private static final List<Set<Integer>> KEPT = new ArrayList<>();

  private Tides() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("make", Tides::make));
    System.exit(Integer.parseInt(arguments[0]));
  }

  private static void make() {
    makeEach("HashMap", () -> Collections.newSetFromMap(new HashMap<>()));
    makeEach("HashMap", HashSet::new);
    makeEach("LinkedHashMap", () -> Collections.newSetFromMap(new LinkedHashMap<>()));
    makeEach("ConcurrentHashMap", () -> Collections.newSetFromMap(new ConcurrentHashMap<>()));
  }

  private static void makeEach(String type, Supplier<Set<Integer>> maker) {
    // another number for each kind
    int more = KEPT.size();
    keep(type, risen(maker, HIGH + more), HIGH + more);

    Set<Integer> cleared = risen(maker, HIGH);
    cleared.clear();
    keep(type, cleared, 0);

    Set<Integer> drained = risen(maker, HIGH);
    drained.removeIf(number -> true);
    keep(type, drained, 0);

    Set<Integer> refilled = risen(maker, HIGH);
    refilled.clear();
    rise(refilled, LOW + more);
    keep(type, refilled, LOW + more);

    Set<Integer> survivors = risen(maker, HIGH);
    for (int i = FEW + more; i < HIGH; i++) {
      survivors.remove(i);
    }
    keep(type, survivors, FEW + more);
  }

  private static Set<Integer> risen(Supplier<Set<Integer>> maker, int entries) {
    Set<Integer> set = maker.get();
    rise(set, entries);
    return set;
  }

  private static void rise(Set<Integer> set, int entries) {
    for (int i = 0; i < entries; i++) {
      set.add(i);
    }
  }

  private static void keep(String type, Set<Integer> set, int entries) {
    KEPT.add(set);
    System.out.println("kind " + type + " " + SLOTS + " " + entries);
  }
}
