package io.tidemark.it.programs.semantics;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sets whose behaviour is looked at. */
enum SetKind {
  HASH_SET(HashSet::new),
  LINKED_HASH_SET(LinkedHashSet::new),
  KEY_SET(ConcurrentHashMap::newKeySet),
  OWN_HASH_SET(OwnMaps.OwnHashSet::new),
  OWN_LINKED_HASH_SET(OwnMaps.OwnLinkedHashSet::new);

  /** Makes an empty set. */
  private interface Maker {
    <E> Set<E> make();
  }

  private final Maker maker;

  SetKind(Maker maker) {
    this.maker = maker;
  }

  /** A new, empty set. */
  <E> Set<E> make() {
    return maker.make();
  }

  /** Whether it takes null, and its iterators fail fast. */
  boolean isPlain() {
    return this != KEY_SET;
  }

  /** Whether its order is that of the first adds. */
  boolean isInInsertionOrder() {
    return this == LINKED_HASH_SET || this == OWN_LINKED_HASH_SET;
  }
}
