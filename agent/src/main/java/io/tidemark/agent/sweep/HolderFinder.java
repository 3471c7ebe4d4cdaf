package io.tidemark.agent.sweep;

import java.util.List;

/** Finds out who keeps maps reachable. Called by the sweep thread. */
@FunctionalInterface
public interface HolderFinder {

  /** For each of the maps its holder, or null where none was found. */
  String[] find(List<Object> maps);
}
