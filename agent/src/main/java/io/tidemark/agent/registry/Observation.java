package io.tidemark.agent.registry;

/**
 * What the sweeps saw of one map. All times are of the agent's monotonic clock, in nanoseconds.
 * Confined to the sweep thread.
 *
 * <p>The peak is the maximum over a sliding window: {@code samples} holds, oldest first, those that
 * no later one exceeds, so its first is the peak. A map of steady size has one sample.
 */
public final class Observation {

  private static final int MOST_SAMPLES = 64;

  private final long since;
  private long lastAbove;
  private boolean everAbove;

  /** Pairs of time and entries. */
  private long[] samples = {};

  Observation(long since) {
    this.since = since;
  }

  /** When the map was first seen. */
  public long since() {
    return since;
  }

  /** Since when the map is known never to have been above its limit. */
  public long quietSince() {
    return everAbove ? Math.max(since, lastAbove) : since;
  }

  /** Whether the map was above its limit at any time since it is observed. */
  public boolean everAbove() {
    return everAbove;
  }

  /** The map was above its limit, or grew, no later than now. */
  public void above(long now) {
    everAbove = true;
    lastAbove = now;
  }

  /** The map had so many entries, and those of before {@code now − hold} don't count any more. */
  public void entries(long now, long entries, long hold) {
    int from = 0;
    while (from < samples.length && now - samples[from] >= hold) {
      from += 2;
    }
    int to = samples.length;
    while (to > from && samples[to - 1] <= entries) {
      to -= 2;
    }
    if (to - from == 2 * MOST_SAMPLES) {
      to -= 2;
    }
    long[] kept = samples;
    if (to - from + 2 != samples.length) {
      kept = new long[to - from + 2];
    }
    System.arraycopy(samples, from, kept, 0, to - from);
    kept[to - from] = now;
    kept[to - from + 1] = entries;
    samples = kept;
  }

  int samplesHeld() {
    return samples.length / 2;
  }

  /** The most entries known within the hold window: a lower bound between sweeps. */
  public long peakEntries() {
    return samples.length == 0 ? 0 : samples[1];
  }
}
