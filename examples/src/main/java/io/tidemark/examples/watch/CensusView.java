package io.tidemark.examples.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a reader of {@code /api/census} needs of it. Immutable.
 *
 * @param processId the watched process
 * @param residentBytes its resident memory, in bytes, where it is known
 * @param heapAfterGcBytes heap used right after the last collection, in bytes, where it is known
 * @param maps the tracked maps
 */
public record CensusView(
    long processId, OptionalLong residentBytes, OptionalLong heapAfterGcBytes, List<MapView> maps) {

  public CensusView {
    maps = List.copyOf(maps);
  }

  /** The map of most slots among those whose site starts with {@code sitePrefix}. */
  public Optional<MapView> largestMadeBy(String sitePrefix) {
    return maps.stream()
        .filter(map -> map.site().orElse("").startsWith(sitePrefix))
        .max(Comparator.comparingLong(MapView::slots));
  }
}
