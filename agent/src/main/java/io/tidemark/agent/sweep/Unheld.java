package io.tidemark.agent.sweep;

import io.tidemark.agent.registry.Tracked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The flagged maps and candidates of a sweep whose holders are wanted. It holds them strongly until
 * it is emptied, so that no collection meanwhile tells anything of them. Confined to the sweep
 * thread.
 */
final class Unheld {

  private record Wanted(Tracked tracked, Object map, long excessBytes) {

    boolean isKnown() {
      return tracked.holder() != null;
    }
  }

  private final FullCollections collections;
  private final List<Wanted> maps = new ArrayList<>();
  private boolean again;
  private boolean holding;

  /** Full collections before that. */
  private long collectionsBefore;

  Unheld(FullCollections collections) {
    this.collections = collections;
  }

  /**
   * A sweep begins.
   *
   * @param anew whether it wants all holders anew, since a map may be handed on; otherwise those
   *     that were not looked for yet
   */
  void begin(boolean anew) {
    forget();
    again = anew;
    collectionsBefore = collections.count();
    holding = true;
  }

  /** Takes a map, if its holder is wanted. */
  void offer(Tracked tracked, Object map, long excessBytes) {
    if (again || !tracked.holderSought()) {
      maps.add(new Wanted(tracked, map, excessBytes));
    }
  }

  boolean isEmpty() {
    return maps.isEmpty();
  }

  /**
   * Has the holders found of the largest of them, those without one first, which the next sweep
   * then tells.
   *
   * @param most how many at a time
   * @param maxPause the longest that the application may be stopped for it; zero for not at all
   */
  void seek(int most, HolderFinder finder, Duration maxPause) {
    maps.sort(
        Comparator.comparing(Wanted::isKnown)
            .thenComparing(Comparator.comparingLong(Wanted::excessBytes).reversed()));
    if (maps.size() > most) {
      maps.subList(most, maps.size()).clear();
    }
    String[] holders = finder.find(maps.stream().map(Wanted::map).toList(), maxPause);
    for (int i = 0; i < holders.length; i++) {
      Tracked tracked = maps.get(i).tracked();
      // one that was found before may only be out of this search's reach
      if (holders[i] != null || tracked.holder() == null) {
        tracked.holder(holders[i]);
      }
    }
  }

  /** Lets go of the maps. */
  void forget() {
    maps.clear();
    if (holding) {
      holding = false;
      collections.disregardSince(collectionsBefore);
    }
  }

  /** The same where memory may be short: nothing is allocated, and the next sweep does the rest. */
  void drop() {
    maps.clear();
  }
}
