package io.tidemark.exporter.census;

import java.time.Duration;
import java.util.Objects;

/**
 * What the last search for maps that were there before the weaving came to. Immutable.
 *
 * @param complete whether no such map was missed
 * @param maps the maps that it found
 * @param took from its start to its end
 * @param longestPause the longest that it stopped the application
 * @param how {@code jvmti}, {@code java walk} or {@code none}
 */
public record DiscoveryStatus(
    boolean complete, int maps, Duration took, Duration longestPause, String how) {

  public DiscoveryStatus {
    Objects.requireNonNull(took, "took");
    Objects.requireNonNull(longestPause, "longestPause");
    Objects.requireNonNull(how, "how");
  }
}
