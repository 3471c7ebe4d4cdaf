package io.tidemark.benchmarks.operations;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A map of the JDK that is measured. Its name is a parameter's value. */
public enum MapType {
  HASH_MAP("HashMap"),
  LINKED_HASH_MAP("LinkedHashMap"),
  CONCURRENT_HASH_MAP("ConcurrentHashMap");

  private final String title;

  MapType(String title) {
    this.title = title;
  }

  /** The class's simple name. */
  public String title() {
    return title;
  }

  /** An empty map with the constructor's defaults, so that it grows as most maps do. */
  Map<String, Integer> make() {
    return switch (this) {
      case HASH_MAP -> new HashMap<>();
      case LINKED_HASH_MAP -> new LinkedHashMap<>();
      case CONCURRENT_HASH_MAP -> new ConcurrentHashMap<>();
    };
  }
}
