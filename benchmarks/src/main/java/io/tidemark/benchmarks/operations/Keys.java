package io.tidemark.benchmarks.operations;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;

/** Keys in an order of their own, the same in each run. Used by one thread. */
final class Keys {

  private final Integer[] keys;
  private int at;

  /**
   * As many keys.
   *
   * @param part which ones, so that no two parts have a key in common
   */
  Keys(int count, int part) {
    keys = new Integer[count];
    Arrays.setAll(keys, i -> part * count + i);
    Collections.shuffle(Arrays.asList(keys), new Random(1));
  }

  Integer[] all() {
    return keys;
  }

  /** The next one, and after the last the first again. */
  Integer next() {
    Integer key = keys[at];
    at = at + 1 < keys.length ? at + 1 : 0;
    return key;
  }
}
