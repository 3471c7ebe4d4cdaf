package io.tidemark.agent.holders;

import java.util.Arrays;

/**
 * The objects that a walk came to, in that order, and for each which of them led to it and by which
 * of its fields. By identity.
 */
final class Visited {

  /** What has no parent, or is not there. */
  static final int NONE = -1;

  /** Bytes for each object at most, the arrays that a growth leaves behind included. */
  static final int BYTES_AN_OBJECT = 48;

  private final int most;
  private Object[] objects;
  private int[] parents;
  private short[] edges;

  /** Numbers of objects plus 1, at the places that their hashes give. */
  private int[] table;

  private int count;

  /**
   * @param most the most objects that it takes
   */
  Visited(int most) {
    this.most = Math.max(1, most);
    int first = Math.min(this.most, 1 << 12);
    objects = new Object[first];
    parents = new int[first];
    edges = new short[first];
    table = new int[1 << 13];
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return count == most;
  }

  Object object(int index) {
    return objects[index];
  }

  int parent(int index) {
    return parents[index];
  }

  /** The place of the field among its parent's; of no meaning below an array or a thread. */
  int edge(int index) {
    return Short.toUnsignedInt(edges[index]);
  }

  /** The number of an object, or {@link #NONE}. */
  int indexOf(Object object) {
    return table[place(object)] - 1;
  }

  /** Takes an object unless it is known or there is no room. */
  boolean add(Object object, int parent, int edge) {
    int place = place(object);
    if (table[place] != 0 || isFull()) {
      return false;
    }
    if (count == objects.length) {
      grow();
      place = place(object);
    }
    objects[count] = object;
    parents[count] = parent;
    edges[count] = (short) edge;
    count++;
    table[place] = count;
    return true;
  }

  private int place(Object object) {
    int mask = table.length - 1;
    int hash = System.identityHashCode(object);
    int place = (hash ^ hash >>> 15) & mask;
    while (table[place] != 0 && objects[table[place] - 1] != object) {
      place = place + 1 & mask;
    }
    return place;
  }

  private void grow() {
    int length = (int) Math.min(most, 2L * count);
    objects = Arrays.copyOf(objects, length);
    parents = Arrays.copyOf(parents, length);
    edges = Arrays.copyOf(edges, length);
    if (2L * length > table.length) {
      table = new int[2 * table.length];
      for (int i = 0; i < count; i++) {
        table[place(objects[i])] = i + 1;
      }
    }
  }
}
