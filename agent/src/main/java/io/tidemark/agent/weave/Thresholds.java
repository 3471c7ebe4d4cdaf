package io.tidemark.agent.weave;

/**
 * The constants that are woven into the JDK's maps.
 *
 * @param trackMinSlots tables under so many slots cause no call
 * @param siteMinSlots maps constructed for fewer slots cause no call
 * @param maxFill the fill limit: the limit is this × the growth threshold
 */
public record Thresholds(int trackMinSlots, int siteMinSlots, double maxFill) {

  /** The slots of the smallest table that has at least so many. */
  static int powerOfTwo(int slots) {
    return slots <= 1 ? 1 : Integer.highestOneBit(slots - 1) << 1;
  }
}
