package io.tidemark.benchmarks.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A heap of so many million objects: records with a name, every sixteenth with a small map, and
 * among them {@value #EMPTIED} maps that were emptied.
 */
public final class ManyObjects {

  /** How many maps were emptied: half of each kind. */
  public static final int EMPTIED = 40;

  /** The entries that they had. */
  public static final int ENTRIES = 100_000;

  /** Fewer slots than they have, and more than any other map here. */
  public static final int SLOTS = 1 << 16;

  private static final int CHUNK = 16;

  /** For each chunk: the array, and each record with its name and that one's bytes, and a map. */
  private static final int OBJECTS_A_CHUNK = 1 + 3 * CHUNK + 4;

  private static final List<Map<Integer, Integer>> MAPS = new ArrayList<>();
  private static final List<Item[]> ITEMS = new ArrayList<>();

  private ManyObjects() {}

  private static final class Item {
    final long id;
    final String name;
    Map<Object, Object> properties;

    Item(long id) {
      this.id = id;
      this.name = Long.toString(1_000_000_000L + id);
    }
  }

  public static void main(String[] arguments) throws Exception {
    long objects = Long.parseLong(arguments[0]) * 1_000_000;
    for (int i = 0; i < EMPTIED; i++) {
      MAPS.add(emptied(i % 2 == 0 ? new HashMap<>() : new ConcurrentHashMap<>()));
    }
    for (long made = 0; made < objects; made += OBJECTS_A_CHUNK) {
      ITEMS.add(chunk(made));
    }
    System.gc();
    System.out.println("ready " + MAPS.size());
    PauseWatch.serve();
  }

  private static Map<Integer, Integer> emptied(Map<Integer, Integer> map) {
    for (int i = 0; i < ENTRIES; i++) {
      map.put(i, i);
    }
    map.keySet().removeIf(key -> true);
    return map;
  }

  private static Item[] chunk(long first) {
    Item[] chunk = new Item[CHUNK];
    for (int i = 0; i < CHUNK; i++) {
      chunk[i] = new Item(first + i);
    }
    Map<Object, Object> properties = new HashMap<>();
    properties.put("first", chunk[0]);
    properties.put("last", chunk[CHUNK - 1].name);
    chunk[0].properties = properties;
    return chunk;
  }
}
