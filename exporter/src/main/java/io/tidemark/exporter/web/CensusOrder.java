package io.tidemark.exporter.web;

import io.tidemark.exporter.census.TrackedMap;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The order in which a census is shown. */
final class CensusOrder {
  /** The flagged, then the candidates, then the rest; within each the largest excess first. */
  static final Comparator<TrackedMap> COMPARATOR =
      Comparator.comparingInt(CensusOrder::group)
          .thenComparing(Comparator.comparingLong(TrackedMap::excessBytes).reversed())
          .thenComparing(TrackedMap::className);

  private CensusOrder() {}

  static List<TrackedMap> sorted(List<TrackedMap> maps) {
    return maps.stream().sorted(COMPARATOR).toList();
  }

  /** Where the first of the maps in this order stand in the list. */
  static int[] places(List<TrackedMap> maps, int limit) {
    record Place(int index, TrackedMap map) {}
    return IntStream.range(0, maps.size())
        .mapToObj(index -> new Place(index, maps.get(index)))
        .sorted(Comparator.comparing(Place::map, COMPARATOR))
        .limit(limit)
        .mapToInt(Place::index)
        .toArray();
  }

  private static int group(TrackedMap map) {
    if (map.retainedEmpty()) {
      return 0;
    }
    return map.candidate() ? 1 : 2;
  }
}
