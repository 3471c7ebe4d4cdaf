package io.tidemark.agent.weave;

/**
 * The constants that are woven into the JDK's maps.
 *
 * @param trackMinSlots tables under so many slots cause no call
 * @param siteMinSlots maps constructed for fewer slots cause no call; no less than {@code
 *     trackMinSlots}, as a ticket is for the growth that makes a map's first table
 * @param maxFill the fill limit: the limit is this × the growth threshold
 */
public record Thresholds(int trackMinSlots, int siteMinSlots, double maxFill) {

  /** The largest constant that is one bytecode: the methods are at HotSpot's limit for inlining. */
  private static final int MOST_HALVINGS = 5;

  /**
   * By hand: the JDK's {@code ObjectMethods} keeps the last record class whose generated equals it
   * linked, and with it the class loader of an agent that has left.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Thresholds that
        && trackMinSlots == that.trackMinSlots
        && siteMinSlots == that.siteMinSlots
        && Double.compare(maxFill, that.maxFill) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * trackMinSlots + siteMinSlots) + Double.hashCode(maxFill);
  }

  /** Halvings of a count that leave no less of it than the fill limit does, as many as may be. */
  int maxFillShift() {
    int halvings = 0;
    while (halvings < MOST_HALVINGS && maxFill * (2L << halvings) <= 1) {
      halvings++;
    }
    return halvings;
  }

  /** The slots of the smallest table that has at least so many. */
  static int powerOfTwo(int slots) {
    return slots <= 1 ? 1 : Integer.highestOneBit(slots - 1) << 1;
  }
}
