package io.tidemark.agent.registry;

import io.tidemark.exporter.census.TrackedMap.Site;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What is kept of one map. Application threads make it and tell it what hooks saw; its {@code take}
 * methods and what it inherits belong to the sweep thread.
 *
 * <p>There may be tens of thousands: it is one object of 80 bytes as long as references are
 * compressed, which each field here was chosen for.
 */
public final class Tracked extends Observation {

  private static final VarHandle SITE;
  private static final VarHandle CONFIRMED;
  private static final VarHandle ABOVE;
  private static final VarHandle PEAK;
  private static final VarHandle GROWTHS;
  private static final VarHandle GROWTH_DIGITS;

  static {
    try {
      MethodHandles.Lookup own = MethodHandles.lookup();
      SITE = own.findVarHandle(Tracked.class, "site", Object.class);
      CONFIRMED = own.findVarHandle(Tracked.class, "confirmed", boolean.class);
      ABOVE = own.findVarHandle(Tracked.class, "above", boolean.class);
      PEAK = own.findVarHandle(Tracked.class, "peak", int.class);
      GROWTHS = own.findVarHandle(Tracked.class, "growths", byte.class);
      GROWTH_DIGITS = own.findVarHandle(Tracked.class, "growthDigits", byte.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** 0 until the sweep thread asks for it: the JVM's is never 0. */
  private int hash;

  private final String mapType;

  /** The map was there before the weaving: the first that was seen of it was no growth. */
  private final boolean discovered;

  /** A hook saw the map, so it was in use; or it is known alive by other means. */
  private volatile boolean confirmed;

  private volatile boolean above;
  private volatile int peak;
  private volatile byte growths;

  /**
   * The binary digits of the slots of the largest table that was counted: several threads may tell
   * of the same growth, and each growth adds a digit, so that a byte counts them all.
   */
  private volatile byte growthDigits;

  private volatile boolean merged;

  /** Null, the {@link SiteStack} until it is named, then the {@link Site}. */
  private volatile Object site;

  /** Empty when it was looked for in vain. */
  private String holder;

  Tracked(Object map, String mapType, boolean discovered) {
    super(map);
    this.mapType = mapType;
    this.discovered = discovered;
  }

  /**
   * A hook saw the map for the first time, with so many entries, above its limit.
   *
   * @param slots of its new table; 0 where the map is drained
   */
  Tracked(Object map, String mapType, int entries, int slots) {
    this(map, mapType, slots == 0);
    // plainly: a fence for each would be a quarter of the call, and nobody has the record yet
    CONFIRMED.set(this, true);
    ABOVE.set(this, true);
    PEAK.set(this, entries);
    GROWTHS.set(this, (byte) (slots == 0 ? 0 : 1));
    GROWTH_DIGITS.set(this, digits(slots));
  }

  /** Takes the map's identity hash, which takes the JVM a while. Sweep thread, in the adoption. */
  void hash(Object map) {
    if (hash == 0) {
      hash = System.identityHashCode(map);
    }
  }

  /** The map's identity hash, once it is adopted. */
  int hash() {
    return hash;
  }

  /**
   * A hook saw the map with so many entries, and above its limit. Racing threads may lose a peak to
   * each other, never {@code above}.
   */
  void seenAbove(int entries) {
    if (!confirmed) {
      confirmed = true;
    }
    if (entries > peak) {
      peak = entries;
    }
    if (!above) {
      above = true;
    }
  }

  /** A hook saw the map with a new table of so many slots, 0 for none. */
  void seenGrown(int slots) {
    seenGrown(digits(slots));
  }

  private void seenGrown(byte digits) {
    byte counted = growthDigits;
    while (digits > counted) {
      if (GROWTH_DIGITS.compareAndSet(this, counted, digits)) {
        GROWTHS.getAndAdd(this, (byte) 1);
        return;
      }
      counted = growthDigits;
    }
  }

  /** Whether the map is known to be alive. A heap walk also finds garbage. */
  public boolean confirmed() {
    return confirmed;
  }

  /**
   * Whether another record of the same map took over what this one was told. Who told it something
   * and sees this afterwards has to push it again. Any thread.
   */
  boolean isMerged() {
    return merged;
  }

  /** The map is known to be alive. Any thread. */
  public void confirm() {
    confirmed = true;
  }

  boolean hasSite() {
    return site != null;
  }

  /** Takes a {@link SiteStack} or {@link Site} where there is none; null is none. Any thread. */
  void offerSite(Object stackOrSite) {
    SITE.compareAndSet(this, null, stackOrSite);
  }

  /** Takes over what a second record of the same map was told. Sweep thread. */
  void merge(Tracked other) {
    // before the look at what it was told: whoever tells it then finds it merged, and comes again
    other.merged = true;
    if (other.above) {
      seenAbove(other.peak);
    }
    if (other.confirmed) {
      confirm();
    }
    seenGrown(other.growthDigits);
    if (other.site != null) {
      offerSite(other.site);
    }
  }

  /** Whether a hook saw the map above its limit since this was last asked. Sweep thread. */
  public boolean takeAbove() {
    boolean was = above;
    if (was) {
      above = false;
    }
    return was;
  }

  /** The most entries that a hook saw since this was last asked. Sweep thread. */
  public int takePeak() {
    int was = peak;
    if (was != 0) {
      peak = 0;
    }
    return was;
  }

  /** Tables made since this was last asked. Sweep thread. */
  public int takeGrowths() {
    return growths == 0 ? 0 : (byte) GROWTHS.getAndSet(this, (byte) 0);
  }

  /** The stack of the site while it is not named yet, or null. Sweep thread. */
  public SiteStack siteStack() {
    return site instanceof SiteStack ? (SiteStack) site : null;
  }

  /** Replaces the stack, which pins classes, by its name. Null lets a later growth take one. */
  public void name(Site named) {
    site = named;
  }

  /** The named site, or null. */
  public Site site() {
    return site instanceof Site ? (Site) site : null;
  }

  /** Simple name of the JDK class that the map is or extends. */
  public String mapType() {
    return mapType;
  }

  /** Whether the map was there before the weaving. */
  public boolean discovered() {
    return discovered;
  }

  /** Who keeps the map reachable, or null while it is not known. Sweep thread. */
  public String holder() {
    return holder == null || holder.isEmpty() ? null : holder;
  }

  /** Whether the holder was looked for, found or not. Sweep thread. */
  public boolean holderSought() {
    return holder != null;
  }

  /** Takes what a search for the holder came to, null for nothing. Sweep thread. */
  public void holder(String found) {
    holder = found == null ? "" : found;
    if (found != null) {
      confirm();
    }
  }
}
