package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps maps of 2^27 slots, or 200,000 small ones. */
public final class Huge {

  /** Slots of a huge map. */
  public static final int SLOTS = 1 << 27;

  /** The small maps. */
  public static final int MAPS = 200_000;

  /** So that a table of 2^27 slots is made for 65,537 to 131,072 entries. */
  private static final float LOAD_FACTOR = 0.001f;

  private static final List<Map<Object, Object>> KEPT = new ArrayList<>();

  private Huge() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(
        Map.of(
            "grown",
            () -> huge(new Grown()),
            "presized",
            () -> huge(new Presized()),
            "empty",
            Huge::empty,
            "many",
            Huge::many));
  }

  private static void huge(Map<Object, Object> map) {
    KEPT.add(MapShapes.fill(map, 130_000));
    System.out.println(map.size() + " entries");
  }

  private static void empty() {
    for (Map<Object, Object> map : KEPT) {
      MapShapes.leave(map, 10);
      System.out.println(map.size() + " entries");
    }
  }

  private static void many() {
    for (int i = 0; i < MAPS; i++) {
      KEPT.add(MapShapes.fill(new Small(), 40));
    }
    System.out.println(KEPT.size() + " maps");
  }

  /** Grows to that size step by step. */
  public static final class Grown extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;

    Grown() {
      super(16, LOAD_FACTOR);
    }
  }

  /** Is made of that size. */
  public static final class Presized extends ConcurrentHashMap<Object, Object> {
    private static final long serialVersionUID = 1;

    Presized() {
      super(SLOTS / 2);
    }
  }

  /** One of many. */
  public static final class Small extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }
}
