package io.tidemark.benchmarks.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The median of the ratios of paired runs, with a 95 % confidence interval by the bootstrap
 * percentile method (Efron 1979; {@value #RESAMPLES} resamples of a fixed seed, so that the same
 * figures give the same interval).
 */
public record Ratio(int pairs, double median, double low, double high) {

  private static final int RESAMPLES = 10_000;

  /**
   * The ratio of at least one pair. Of fewer than five the interval is that of the extremes, which
   * is wider.
   *
   * @throws NotMeasuredException when there is none
   */
  public static Ratio of(List<Double> ratios) {
    Spread spread = Spread.of(ratios);
    int n = spread.count();
    if (n < 5) {
      return new Ratio(n, spread.median(), spread.min(), spread.max());
    }
    double[] values = ratios.stream().mapToDouble(Double::doubleValue).toArray();
    Random random = new Random(1);
    double[] medians = new double[RESAMPLES];
    double[] drawn = new double[n];
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < n; j++) {
        drawn[j] = values[random.nextInt(n)];
      }
      Arrays.sort(drawn);
      medians[i] = Spread.quantile(drawn, 0.5);
    }
    Arrays.sort(medians);
    return new Ratio(
        n, spread.median(), Spread.quantile(medians, 0.025), Spread.quantile(medians, 0.975));
  }

  /** Whether 1, no difference, lies within the interval. */
  public boolean isIndistinguishable() {
    return low <= 1 && high >= 1;
  }

  /** Whether even the most favourable end of the interval is above a limit. */
  public boolean isSurelyAbove(double limit) {
    return low > limit;
  }

  /** The geometric mean of some ratios. */
  public static double geometricMean(List<Double> ratios) {
    return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  /** A ratio to three digits. */
  public static String text(double ratio) {
    return String.format(Locale.ROOT, "%.3f", ratio);
  }

  /** The median and the interval: {@code 1.012 (1.003–1.020)}. */
  public String figures() {
    return String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", median, low, high);
  }

  /** The same, and says so where 1 lies within. */
  public String text() {
    return figures() + (isIndistinguishable() ? ", not distinguishable" : "");
  }
}
