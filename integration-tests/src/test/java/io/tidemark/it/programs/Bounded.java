package io.tidemark.it.programs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps two LinkedHashMaps of 2^14 slots at a bound by {@code removeEldestEntry}, one put after the
 * other: one that is above the limit by a single entry for the length of each put, and one that
 * only comes to the limit.
 */
public final class Bounded {

  private static final int HIGH_WATER = 10_000;
  private static final long PUT_MILLIS = 100;

  private static final Lru ABOVE = new Above();
  private static final Lru AT = new At();

  private Bounded() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("make", Bounded::make, "start", Bounded::start));
  }

  private static void make() {
    for (Lru map : new Lru[] {ABOVE, AT}) {
      map.bound = Integer.MAX_VALUE;
      MapShapes.fill(map, HIGH_WATER);
      map.bound = map instanceof Above ? Removals.LIMIT : Removals.LIMIT - 1;
      map.keySet().removeIf(key -> map.size() > map.bound);
    }
  }

  private static void start() {
    Thread puts =
        new Thread(
            () -> {
              try {
                for (int key = HIGH_WATER; true; key++) {
                  ABOVE.put(key, key);
                  AT.put(key, key);
                  Thread.sleep(PUT_MILLIS);
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    puts.setDaemon(true);
    puts.start();
  }

  /** A map that drops its eldest entry beyond a bound. */
  abstract static class Lru extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1;
    int bound;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
      return size() > bound;
    }
  }

  /** Bounded at the limit: a put exceeds it. */
  public static final class Above extends Lru {
    private static final long serialVersionUID = 1;
  }

  /** Bounded below the limit: a put reaches it. */
  public static final class At extends Lru {
    private static final long serialVersionUID = 1;
  }
}
