package io.tidemark.it.programs.semantics;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * A key that falls into one of a few buckets, and fails in the method that it was told to. Its
 * order is what makes the order within a tree of them the same in every run.
 */
final class Key implements Comparable<Key>, Serializable {

  private static final long serialVersionUID = 1;
  private static final int BUCKETS = 7;

  /** A method of a key that a map calls. */
  enum Method {
    NONE,
    HASH_CODE,
    EQUALS,
    COMPARE_TO,
    TO_STRING,
    WRITE_OBJECT
  }

  /** The method that fails in all keys. */
  static Method failing = Method.NONE;

  private final int number;

  Key(int number) {
    this.number = number;
  }

  private static void failIn(Method method) {
    if (failing == method) {
      throw new IllegalStateException("failed in " + method);
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    failIn(Method.WRITE_OBJECT);
    out.defaultWriteObject();
  }

  @Override
  public int hashCode() {
    failIn(Method.HASH_CODE);
    return number % BUCKETS;
  }

  @Override
  public boolean equals(Object other) {
    failIn(Method.EQUALS);
    return other instanceof Key key && key.number == number;
  }

  @Override
  public int compareTo(Key other) {
    failIn(Method.COMPARE_TO);
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    failIn(Method.TO_STRING);
    return "key " + number;
  }
}
