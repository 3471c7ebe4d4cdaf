package io.tidemark.benchmarks.report;

/** Whether a goal is met, from the best to the worst. */
public enum Outcome {
  /** What was measured lies within the goal with its whole interval. */
  MET("met"),
  /** The goal lies within the interval. */
  UNSURE("not distinguishable"),
  /** The whole interval lies beyond the goal. */
  MISSED("**missed**");

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
