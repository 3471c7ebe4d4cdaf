package io.tidemark.benchmarks.alternatives;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which maps of a parsed heap dump are held for nothing, by two rules. */
final class DumpRules {

  /** Tidemark's: a quarter of the entries at which the table would grow. */
  private static final double OWN_LIMIT = 0.25 * 0.75;

  /** The first of the five rows that Eclipse MAT's query shows. */
  private static final double MAT_LIMIT = 0.2;

  private DumpRules() {}

  /** A map as {@code ParseDump} prints it. */
  private record DumpedMap(String className, int slots, long entries, long count) {
    static DumpedMap parse(String line) {
      String[] words = line.split(" ");
      return new DumpedMap(
          words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4]));
    }
  }

  /** The table's slots against all entries, counter cells included. */
  static Set<String> own(String output) {
    return named(output, map -> map.entries() <= OWN_LIMIT * map.slots());
  }

  /**
   * Eclipse MAT's Collection Fill Ratio as published: size against capacity, quantised by fifths;
   * for a ConcurrentHashMap the size is {@code baseCount} alone (CollectionFillRatioQuery,
   * KnownCollectionInfo and HashMapCollectionExtractor.getSize of org.eclipse.mat.api, which says
   * there that it is only approximate).
   */
  static Set<String> mat(String output) {
    return named(output, map -> (double) map.count() / map.slots() <= MAT_LIMIT);
  }

  private static Set<String> named(String output, Predicate<DumpedMap> rule) {
    Set<String> named = new TreeSet<>();
    output
        .lines()
        .filter(line -> line.startsWith("map "))
        .map(DumpedMap::parse)
        .filter(rule)
        .forEach(map -> named.add(map.className()));
    return named;
  }
}
