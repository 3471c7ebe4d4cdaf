package io.tidemark.agent.discovery;

import java.time.Duration;
import java.util.function.Consumer;

/** A way to find the maps that were there before the weaving. */
public interface Discovery {

  /**
   * Finds every HashMap and ConcurrentHashMap, subclasses included, whose table has at least so
   * many slots, dead ones that no collection has taken yet included. Blocks the calling thread,
   * which must be one of the agent's. Not for use by several threads at once.
   *
   * @param minSlots the fewest slots of a table that counts
   * @param maxPause the longest that the application may be stopped at a time; what is expected to
   *     take longer is not begun
   * @param found called for each map, on the calling thread, which alone holds it then
   * @return what it came to and cost; a failure that the JVM or the machine is to blame for is told
   *     there, never thrown
   */
  ScanResult scan(int minSlots, Duration maxPause, Consumer<Object> found);
}
