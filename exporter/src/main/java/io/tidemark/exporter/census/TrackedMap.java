package io.tidemark.exporter.census;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One tracked map as the sweep found it. It holds no reference to the map, its class or its loader.
 * Its times are of the monotonic clock, so that it stays as it is as long as its map does; {@link
 * Census} knows them by the wall clock.
 *
 * @param mapType simple name of the JDK class that the map is or extends, such as {@code
 *     LinkedHashMap}
 * @param className full name of the map's own class
 * @param site where the map first grew large, or was constructed so; null while it is not known
 * @param holder who keeps the map reachable, as {@code package.Class.field}; null while it is not
 *     known
 * @param slots the table's length, which is the map's high-water mark
 * @param entries live mappings
 * @param peakEntries the most entries known within the hold window: exact against the limit below,
 *     otherwise a lower bound
 * @param tableBytes the table's size in the heap, in bytes, exact
 * @param excessBytes what re-creating the map for {@code peakEntries} would free, in bytes
 * @param retainedNanos since when the map carries the flag retained-empty, on the clock of {@link
 *     System#nanoTime()}; {@link #NOT_RETAINED} where it does not
 * @param candidate whether the map would be flagged had it been observed for the hold time
 * @param trackedNanos when the map was first seen, on the same clock
 * @param origin how the map came to be tracked
 * @param liveness what is known of its being alive
 */
public record TrackedMap(
    String mapType,
    String className,
    Site site,
    String holder,
    int slots,
    long entries,
    long peakEntries,
    long tableBytes,
    long excessBytes,
    long retainedNanos,
    boolean candidate,
    long trackedNanos,
    Origin origin,
    Liveness liveness) {

  /** In place of a time, for a map without the flag. */
  public static final long NOT_RETAINED = Long.MIN_VALUE;

  /** How a map came to be tracked. */
  public enum Origin {
    /** A hook saw its table being made. */
    GROWN,
    /** It was there before the weaving. */
    DISCOVERED
  }

  /** What is known of a map's being alive. */
  public enum Liveness {
    /** A hook or a strong holder was seen, or the map outlived a collection that covers it. */
    CONFIRMED,
    /** A heap walk found it; it may be garbage that was not collected yet. */
    UNCONFIRMED
  }

  /**
   * Where a map first grew past {@code site.min-slots}, or was constructed that large.
   *
   * @param name the first frame outside the JDK, as {@code package.Class.method:line}
   * @param stack the frames from the JDK's map outwards, cut at some depth
   */
  public record Site(String name, List<String> stack) {
    public Site {
      Objects.requireNonNull(name, "name");
      stack = List.copyOf(stack);
    }
  }

  public TrackedMap {
    Objects.requireNonNull(mapType, "mapType");
    Objects.requireNonNull(className, "className");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(liveness, "liveness");
  }

  /** Whether the map carries the flag retained-empty. */
  public boolean retainedEmpty() {
    return retainedNanos != NOT_RETAINED;
  }

  /** Excess bytes / table bytes, 0 to 1. */
  public double retentionRatio() {
    return tableBytes == 0 ? 0 : (double) excessBytes / tableBytes;
  }

  /** The site's name, where it is known. */
  public Optional<String> siteName() {
    return Optional.ofNullable(site).map(Site::name);
  }
}
