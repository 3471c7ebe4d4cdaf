package io.tidemark.agent.registry;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Some records, whose maps and tables are read together before they are looked at one by one. They
 * lie all over the heap, and the processor waits for many at a time as long as none needs another.
 */
final class Batch {

  private static final int MOST = 64;

  private final int[] places = new int[MOST];
  private final int[] slots = new int[MOST];
  private int size;

  /** How much was read of the records for nothing, so that no compiler leaves that out. */
  private int read;

  /** Adds a place; where it is not taken, the next one replaces it: a branch would be guessed. */
  void add(int place, boolean taken) {
    places[size] = place;
    size += taken ? 1 : 0;
  }

  boolean isFull() {
    return size == MOST;
  }

  /**
   * Hands the records on, has those removed that are to be dropped, and is empty then. References
   * are read again each time, which costs less than to store them: the collectors watch stores.
   */
  void visit(Registry registry, AtomicReferenceArray<Tracked> in, Registry.Visitor visitor) {
    for (int i = 0; i < size; i++) {
      Tracked tracked = in.getPlain(places[i]);
      // a record lies on two cache lines, and the visitor wants the second one
      read += (tracked.get() == null ? 1 : 0) + (tracked.hasSite() ? 1 : 0);
    }
    for (int i = 0; i < size; i++) {
      Tracked tracked = in.getPlain(places[i]);
      Object map = tracked.get();
      slots[i] = map == null ? 0 : tracked.slots(map);
    }
    for (int i = 0; i < size; i++) {
      Tracked tracked = in.getPlain(places[i]);
      if (tracked != Registry.REMOVED && !visitor.visit(tracked, tracked.get(), slots[i])) {
        registry.remove(in, places[i]);
      }
    }
    size = 0;
  }
}
