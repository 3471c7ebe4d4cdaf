package io.tidemark.it.programs.semantics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small subclasses as users write them. Those that can grow at every entry or so, so that few
 * entries are enough for many tables.
 */
final class OwnMaps {

  private static final float LOW = 0.1f;

  private OwnMaps() {}

  static final class OwnHashMap<K, V> extends HashMap<K, V> {
    private static final long serialVersionUID = 1;

    OwnHashMap() {
      super(16, LOW);
    }
  }

  static final class OwnLinkedHashMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    OwnLinkedHashMap() {
      super(16, LOW);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > 1 << 20;
    }
  }

  static final class OwnConcurrentHashMap<K, V> extends ConcurrentHashMap<K, V> {
    private static final long serialVersionUID = 1;

    OwnConcurrentHashMap() {
      super(8, 0.75f, 1);
    }
  }

  static final class OwnHashSet<E> extends HashSet<E> {
    private static final long serialVersionUID = 1;

    OwnHashSet() {
      super(16, LOW);
    }
  }

  static final class OwnLinkedHashSet<E> extends LinkedHashSet<E> {
    private static final long serialVersionUID = 1;

    OwnLinkedHashSet() {
      super(16, LOW);
    }
  }
}
