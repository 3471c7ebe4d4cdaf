package io.tidemark.benchmarks.stats;

import java.util.List;
import java.util.Locale;

/** The median of some figures, of an even number the mean of the middle two, and the extremes. */
public record Spread(int count, double min, double median, double max) {

  /**
   * The spread of at least one figure.
   *
   * @throws NotMeasuredException when there is none
   */
  public static Spread of(List<Double> figures) {
    if (figures.isEmpty()) {
      throw new NotMeasuredException();
    }
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    return new Spread(n, sorted[0], (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1]);
  }

  /** The median and the extremes with a number of decimals: {@code 12.3 (11.9–14.0)}. */
  public String text(int decimals) {
    String format = "%." + decimals + "f";
    return count == 1
        ? String.format(Locale.ROOT, format + ", n=1", median)
        : String.format(Locale.ROOT, format + " (" + format + "–" + format + ")", median, min, max);
  }
}
