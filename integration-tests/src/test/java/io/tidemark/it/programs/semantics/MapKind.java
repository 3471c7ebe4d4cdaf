package io.tidemark.it.programs.semantics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The maps whose behaviour is looked at. */
enum MapKind {
  HASH_MAP(HashMap::new),
  LINKED_HASH_MAP(LinkedHashMap::new),
  ACCESS_ORDER(MapKind::inAccessOrder),
  CONCURRENT_HASH_MAP(ConcurrentHashMap::new),
  OWN_HASH_MAP(OwnMaps.OwnHashMap::new),
  OWN_LINKED_HASH_MAP(OwnMaps.OwnLinkedHashMap::new),
  OWN_CONCURRENT_HASH_MAP(OwnMaps.OwnConcurrentHashMap::new);

  /** Makes an empty map. */
  private interface Maker {
    <K, V> Map<K, V> make();
  }

  private final Maker maker;

  MapKind(Maker maker) {
    this.maker = maker;
  }

  /** A new, empty map. */
  <K, V> Map<K, V> make() {
    return maker.make();
  }

  /** Whether it takes null as a key and as a value, and its iterators fail fast. */
  boolean isPlain() {
    return this != CONCURRENT_HASH_MAP && this != OWN_CONCURRENT_HASH_MAP;
  }

  /** Whether its order is that of the first puts. */
  boolean isInInsertionOrder() {
    return this == LINKED_HASH_MAP || this == OWN_LINKED_HASH_MAP;
  }

  private static <K, V> Map<K, V> inAccessOrder() {
    return new LinkedHashMap<>(16, 0.75f, true);
  }
}
