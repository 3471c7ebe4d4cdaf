package io.tidemark.exporter.metrics;

import io.tidemark.exporter.census.TrackedMap;
import java.util.Comparator;
import java.util.List;

/** The labels of one site row. */
record SiteKey(String mapType, String site) implements Comparable<SiteKey> {
  private static final Comparator<SiteKey> ORDER =
      Comparator.comparing(SiteKey::mapType).thenComparing(SiteKey::site);

  static SiteKey of(TrackedMap map) {
    return new SiteKey(
        Labels.clean(map.mapType()), map.siteName().map(Labels::clean).orElse(Labels.UNKNOWN));
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
    return ORDER.compare(this, that);
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
