package io.tidemark.agent.sweep;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Which maps' excursions above the limit were all told of by hooks, since some moment. Immutable.
 *
 * @param hashMapsFrom the fewest slots of a HashMap's table from which on it was watched
 * @param concurrentFrom the same of a ConcurrentHashMap's
 */
public record Watched(int hashMapsFrom, int concurrentFrom) {

  /** All maps were. */
  public static final Watched ALL = new Watched(0, 0);

  /** None was. */
  public static final Watched NONE = new Watched(Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** What was watched in this time and in another one. */
  public Watched and(Watched other) {
    return new Watched(
        Math.max(hashMapsFrom, other.hashMapsFrom), Math.max(concurrentFrom, other.concurrentFrom));
  }

  /** Whether a map with so many slots was. */
  boolean includes(Object map, int slots) {
    return slots >= (map instanceof ConcurrentHashMap ? concurrentFrom : hashMapsFrom);
  }
}
