package io.tidemark.exporter.metrics;

import io.tidemark.exporter.census.TrackedMap;
import java.util.List;
import java.util.Optional;

/** The labels of one site row. */
record SiteKey(String mapType, String site) implements Comparable<SiteKey> {
  static SiteKey of(TrackedMap map) {
    Optional<String> site = map.siteName();
    return new SiteKey(
        Labels.clean(map.mapType()), site.isPresent() ? Labels.clean(site.get()) : Labels.UNKNOWN);
  }

  /** Whether it names a place in the code, and so takes part in the choice of what is shown. */
  boolean isPlace() {
    return !site.equals(Labels.UNKNOWN) && !site.equals(Labels.OTHER);
  }

  SiteKey other() {
    return new SiteKey(mapType, Labels.OTHER);
  }

  List<String> labelValues() {
    return List.of(mapType, site);
  }

  @Override
  public int compareTo(SiteKey that) {
    int byType = mapType.compareTo(that.mapType);
    return byType != 0 ? byType : site.compareTo(that.site);
  }

  /** By hand, as in {@link io.tidemark.exporter.ExporterSettings#equals}. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SiteKey that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * mapType.hashCode() + site.hashCode();
  }
}
