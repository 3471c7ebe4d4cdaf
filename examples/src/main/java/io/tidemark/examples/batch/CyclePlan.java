package io.tidemark.examples.batch;

/**
 * How many records each cycle loads: the same number every time, but for one catch-up cycle.
 *
 * @param records records in an ordinary cycle
 * @param catchUpRecords records in the catch-up cycle
 * @param catchUpCycle which cycle catches up, counted from 1; 0 for none
 */
public record CyclePlan(int records, int catchUpRecords, int catchUpCycle) {

  /** Throws {@link IllegalArgumentException} where a number is out of its range. */
  public CyclePlan {
    if (records < 1) {
      throw new IllegalArgumentException("records must be at least 1: " + records);
    }
    if (catchUpRecords < 1) {
      throw new IllegalArgumentException("catch-up records must be at least 1: " + catchUpRecords);
    }
    if (catchUpCycle < 0) {
      throw new IllegalArgumentException("the catch-up cycle must be 0 or more: " + catchUpCycle);
    }
  }

  /** Whether {@code cycle}, counted from 1, is the one that catches up. */
  public boolean catchesUpIn(long cycle) {
    return cycle == catchUpCycle;
  }

  /** The records of {@code cycle}, counted from 1. */
  public int recordsIn(long cycle) {
    if (cycle < 1) {
      throw new IllegalArgumentException("cycles are counted from 1: " + cycle);
    }
    return catchesUpIn(cycle) ? catchUpRecords : records;
  }
}
