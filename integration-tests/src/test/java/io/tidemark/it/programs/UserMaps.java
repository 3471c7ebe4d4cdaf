package io.tidemark.it.programs;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Maps as users write them: with fields that shadow the JDK's, and with methods that throw. */
final class UserMaps {

  private static boolean hostile;

  private UserMaps() {}

  /** From now on every overridable method of the hostile maps throws. */
  static void armHostileMaps() {
    hostile = true;
  }

  private static void throwIfHostile() {
    if (hostile) {
      throw new IllegalStateException("an overridable method of a user's map was called");
    }
  }

  /** A user's HashMap with a field that shadows the JDK's. */
  static final class Mine extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
    final long size = -1;
    final transient Object[] table = new Object[3];
  }

  /** A user's ConcurrentHashMap with fields that shadow the JDK's. */
  static final class MineToo extends ConcurrentHashMap<Object, Object> {
    private static final long serialVersionUID = 1;
    final long baseCount = -1;
    final transient Object[] table = new Object[3];
  }

  /** A bounded map that drops its eldest entry. */
  static final class Lru extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1;
    private final int bound;

    Lru(int bound) {
      this.bound = bound;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
      return size() > bound;
    }
  }

  /** A HashMap whose overridable methods throw once armed. */
  static final class HostileHashMap extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;

    @Override
    public int size() {
      throwIfHostile();
      return super.size();
    }

    @Override
    public boolean isEmpty() {
      throwIfHostile();
      return super.isEmpty();
    }

    @Override
    public int hashCode() {
      throwIfHostile();
      return super.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      throwIfHostile();
      return super.equals(other);
    }

    @Override
    public String toString() {
      throwIfHostile();
      return super.toString();
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
      throwIfHostile();
      return super.entrySet();
    }
  }

  /** A ConcurrentHashMap whose overridable methods throw once armed. */
  static final class HostileMap extends ConcurrentHashMap<Object, Object> {
    private static final long serialVersionUID = 1;

    @Override
    public int size() {
      throwIfHostile();
      return super.size();
    }

    @Override
    public long mappingCount() {
      throwIfHostile();
      return super.mappingCount();
    }

    @Override
    public int hashCode() {
      throwIfHostile();
      return super.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      throwIfHostile();
      return super.equals(other);
    }

    @Override
    public String toString() {
      throwIfHostile();
      return super.toString();
    }
  }
}
