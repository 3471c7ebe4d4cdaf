package io.tidemark.benchmarks.stats;

import java.util.List;
import java.util.Locale;

/**
 * The median of some figures, with their quartiles and extremes. Quantiles are those of linear
 * interpolation between the closest ranks (Hyndman and Fan's type 7).
 */
public record Spread(int count, double min, double lower, double median, double upper, double max) {

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
    return new Spread(
        sorted.length,
        sorted[0],
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        sorted[sorted.length - 1]);
  }

  static double quantile(double[] sorted, double q) {
    double rank = q * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  /** The median and the extremes with a number of decimals: {@code 12.3 (11.9–14.0)}. */
  public String text(int decimals) {
    String format = "%." + decimals + "f";
    return String.format(
        Locale.ROOT, format + " (" + format + "–" + format + ")", median, min, max);
  }
}
