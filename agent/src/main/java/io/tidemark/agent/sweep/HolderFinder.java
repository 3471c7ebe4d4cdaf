package io.tidemark.agent.sweep;

import java.time.Duration;
import java.util.List;

/** Finds out who keeps maps reachable. Called by the sweep thread. */
@FunctionalInterface
public interface HolderFinder {

  /**
   * Finds holders.
   *
   * @param maxPause the longest that the application may be stopped for it; zero for not at all
   * @return for each of the maps its holder, or null where none was found; empty where they could
   *     not be looked for, which is to be tried again
   */
  String[] find(List<Object> maps, Duration maxPause);
}
