package io.tidemark.benchmarks.stats;

import java.util.List;
import java.util.Locale;

/**
 * The median of some figures, one of each fork or pair of forks, and where the true median lies. Of
 * six figures and more that is the confidence interval of at least 95 % between two of them, exact
 * for independent figures of whatever distribution: the k-th smallest to the k-th largest, k by the
 * binomial distribution (David and Nagaraja, Order Statistics, 3rd edition, section 7.1). Fewer
 * have none: low and high are their extremes, which hold the median by 1 − 2^(1 − count).
 */
public record Interval(int count, double median, double low, double high) {

  private static final double CONFIDENCE = 0.95;
  private static final int FEWEST = 6;

  /**
   * That of at least one figure.
   *
   * @throws NotMeasuredException when there is none
   */
  public static Interval of(List<Double> figures) {
    Spread spread = Spread.of(figures);
    int n = spread.count();
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int outside = Math.max(0, outside(n));
    return new Interval(n, spread.median(), sorted[outside], sorted[n - 1 - outside]);
  }

  /** The most of so many figures that may be left out at each end; -1 where none is enough. */
  private static int outside(int n) {
    int outside = -1;
    double tail = 0;
    double exactly = Math.pow(0.5, n);
    while (2 * (tail + exactly) <= 1 - CONFIDENCE) {
      outside++;
      tail += exactly;
      exactly *= (n - outside) / (outside + 1.0);
    }
    return outside;
  }

  /** The geometric mean of some ratios. */
  public static double geometricMean(List<Double> ratios) {
    return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  /** The median, the interval and of how many: {@code 1.2 ms (1.0–1.3, n=9)}. */
  public String text(int decimals, String unit) {
    String figure = "%." + decimals + "f";
    String n = (count == 1 || count >= FEWEST ? "n=" : "extremes of ") + count;
    return String.format(Locale.ROOT, figure, median)
        + unit
        + (count == 1
            ? ", " + n
            : String.format(Locale.ROOT, " (" + figure + "–" + figure + ", %s)", low, high, n));
  }

  /** The same of a ratio: {@code 1.012 (1.003–1.020, n=9)}. */
  public String ratio() {
    return text(3, "");
  }

  /** The same, and says so where 1, no difference, lies within. */
  public String ratioOrNone() {
    return ratio() + (low <= 1 && high >= 1 ? ", not distinguishable" : "");
  }
}
