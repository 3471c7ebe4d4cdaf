package io.tidemark.it.programs;

import java.util.HashMap;
import java.util.Map;

/**
 * Maps of every kind, held in every way, whose entries are gone before anybody looks; and some that
 * nobody holds any more. Argument: the fewest slots of a table that counts.
 */
public final class Bygone {

  private static final int DROPPED = 10;

  private static DiscoveredMaps maps;

  private Bygone() {}

  public static void main(String[] arguments) throws Exception {
    maps = new DiscoveredMaps(Integer.parseInt(arguments[0]));
    Commands.serve(Map.of("make", Bygone::make, "drop", Bygone::drop));
  }

  private static void make() throws Exception {
    maps.make();
    maps.empty();
    HolderZoo.fill();
  }

  private static void drop() {
    for (int i = 0; i < DROPPED; i++) {
      MapShapes.fill(new Dropped(), 10_000).clear();
    }
  }

  /** A map that is garbage. */
  public static final class Dropped extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }
}
