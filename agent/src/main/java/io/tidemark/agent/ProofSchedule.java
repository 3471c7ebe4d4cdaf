package io.tidemark.agent;

/**
 * When the hooks are proven again, and how often they may be repaired. All times are of the agent's
 * monotonic clock, in nanoseconds. Used by one thread at a time.
 */
final class ProofSchedule {

  /** A minute with the default interval: a proof makes some tables of the tracked size. */
  private static final int MOST_SWEEPS_TO_A_PROOF = 6;

  /** With each sweep where these are rarer. */
  private static final long MOST_NANOS_TO_A_PROOF = 60_000_000_000L;

  /** An agent that takes the hooks away each time would have the maps compiled anew each time. */
  private static final int MOST_REPAIRS = 3;

  private static final long FORGET_REPAIRS_NANOS = 3_600_000_000_000L;

  private int sweeps;
  private long proven;
  private int repairs;
  private long repaired;

  /** Whether a proof is due with this sweep. */
  boolean isDue(long now) {
    if (sweeps++ == 0) {
      proven = now;
    }
    if (sweeps % MOST_SWEEPS_TO_A_PROOF != 0 && now - proven < MOST_NANOS_TO_A_PROOF) {
      return false;
    }
    proven = now;
    return true;
  }

  /** Whether a repair may be tried: three an hour that had the maps transformed. */
  boolean allowsRepair(long now) {
    if (repairs > 0 && now - repaired >= FORGET_REPAIRS_NANOS) {
      repairs = 0;
    }
    return repairs < MOST_REPAIRS;
  }

  /** The maps were transformed, whatever came of it. */
  void transformed(long now) {
    repairs++;
    repaired = now;
  }

  /** The user wants it otherwise: what was before does not count. */
  void beginAnew() {
    repairs = 0;
  }
}
