package io.tidemark.benchmarks.operations;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;

/** Keys in an order of their own, the same in each run. Used by one thread. */
final class Keys {

  private final String[] keys;
  private int at;

  /**
   * As many keys.
   *
   * @param part which ones, so that no two parts have a key in common
   */
  Keys(int count, int part) {
    keys = new String[count];
    Arrays.setAll(keys, i -> "key " + (part * count + i));
    Collections.shuffle(Arrays.asList(keys), new Random(1));
  }

  String[] all() {
    return keys;
  }

  /** The next one, and after the last the first again. */
  String next() {
    String key = keys[at];
    at = at + 1 < keys.length ? at + 1 : 0;
    return key;
  }
}
