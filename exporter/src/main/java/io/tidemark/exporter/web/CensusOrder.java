package io.tidemark.exporter.web;

import io.tidemark.exporter.census.TrackedMap;
import java.util.Comparator;
import java.util.List;

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

  private static int group(TrackedMap map) {
    if (map.retainedEmpty()) {
      return 0;
    }
    return map.candidate() ? 1 : 2;
  }
}
