package io.tidemark.agent.registry;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Some records, whose maps and tables are read together before they are looked at one by one. They
 * lie all over the heap, and the processor waits for many at a time as long as none needs another.
 */
final class Batch {

  private static final int MOST = 64;

  private final int[] places = new int[MOST];
  private final Tracked[] records = new Tracked[MOST];
  private final Object[] maps = new Object[MOST];
  private final int[] slots = new int[MOST];
  private int size;

  /** The sum of what was read of the records for nothing, so that no compiler leaves that out. */
  private int read;

  void add(int place) {
    places[size] = place;
    size++;
  }

  boolean isFull() {
    return size == MOST;
  }

  /** Hands the records on, has those removed that are to be dropped, and is empty then. */
  void visit(Registry registry, AtomicReferenceArray<Tracked> in, Registry.Visitor visitor) {
    for (int i = 0; i < size; i++) {
      records[i] = in.getPlain(places[i]);
    }
    for (int i = 0; i < size; i++) {
      maps[i] = records[i].get();
      // a record lies on two cache lines, and the visitor wants the second one
      read += records[i].hash();
    }
    for (int i = 0; i < size; i++) {
      slots[i] = maps[i] == null ? 0 : Maps.slots(maps[i]);
    }
    for (int i = 0; i < size; i++) {
      if (!visitor.visit(places[i], records[i], maps[i], slots[i])) {
        registry.remove(in, places[i]);
      }
    }
    Arrays.fill(records, 0, size, null);
    Arrays.fill(maps, 0, size, null);
    size = 0;
  }
}
