package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Five million small objects for each command, and in the end maps among them that were emptied.
 */
public final class ManyObjects {

  private static final int A_COMMAND = 5_000_000;
  private static final int AN_ARRAY = 10_000;
  private static final int ONCE = 2_000_000;

  private static final List<Object[]> DATA = new ArrayList<>();
  private static final List<Map<Object, Object>> MAPS = new ArrayList<>();

  private ManyObjects() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("grow", ManyObjects::grow, "empty", ManyObjects::empty));
  }

  private static void grow() {
    for (int from = 0; from < A_COMMAND; from += AN_ARRAY) {
      Object[] array = new Object[AN_ARRAY];
      for (int i = 0; i < array.length; i++) {
        array[i] = new Item(from, i);
      }
      DATA.add(array);
    }
  }

  private static void empty() {
    MAPS.add(MapShapes.fill(new Emptied(), ONCE));
    MAPS.add(MapShapes.fill(new EmptiedToo(), ONCE));
    MAPS.forEach(Map::clear);
  }

  /** A map that was large once. */
  public static final class Emptied extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }

  /** A concurrent one. */
  public static final class EmptiedToo extends ConcurrentHashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }

  /** 72 bytes, so that fifty million with their references take nearly four gigabytes. */
  static final class Item {
    final long a;
    final long b;
    long c;
    long d;
    long e;
    long f;
    long g;

    Item(long a, long b) {
      this.a = a;
      this.b = b;
    }
  }
}
