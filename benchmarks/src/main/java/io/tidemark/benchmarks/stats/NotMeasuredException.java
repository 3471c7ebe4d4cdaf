package io.tidemark.benchmarks.stats;

/** There is no figure of what is asked: it was not measured, or not yet. */
public final class NotMeasuredException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  NotMeasuredException() {
    super("no figure was measured");
  }
}
