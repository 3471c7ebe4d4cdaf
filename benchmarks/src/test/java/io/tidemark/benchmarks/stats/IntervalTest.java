package io.tidemark.benchmarks.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

  /** As tables of the confidence interval of the median have it, for 95 %. */
  @ParameterizedTest
  @CsvSource({"6, 1", "8, 1", "9, 2", "11, 2", "12, 3", "15, 4", "20, 6", "25, 8"})
  void theIntervalIsThatOfOrderStatistics(int count, int rank) {
    Interval interval =
        Interval.of(IntStream.rangeClosed(1, count).mapToObj(i -> (double) i).toList());

    assertThat(interval).isEqualTo(new Interval(count, (count + 1) / 2.0, rank, count + 1 - rank));
  }

  @Test
  void fewFiguresHaveNone() {
    Interval interval = Interval.of(List.of(1.2, 0.9, 1.0, 1.1, 1.3));

    assertThat(interval).isEqualTo(new Interval(5, 1.1, 0.9, 1.3));
    assertThat(interval.ratio()).isEqualTo("1.100 (0.900–1.300, extremes of 5)");
    assertThat(interval.ratioOrNone()).endsWith(", not distinguishable");
  }

  @Test
  void theNumberIsSaid() {
    assertThat(Interval.of(List.of(2.0)).text(1, " ms")).isEqualTo("2.0 ms, n=1");
    assertThat(Interval.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0)).text(1, " ms"))
        .isEqualTo("3.5 ms (1.0–6.0, n=6)");
  }

  @Test
  void aClearDifferenceIsNone() {
    assertThat(Interval.of(List.of(1.1, 1.2)).ratioOrNone())
        .isEqualTo("1.150 (1.100–1.200, extremes of 2)");
  }

  @Test
  void thereMustBeAFigure() {
    assertThatIllegalArgumentException().isThrownBy(() -> Interval.of(List.of()));
  }

  @Test
  void aSpreadHasTheMedianAndTheExtremes() {
    Spread spread = Spread.of(List.of(4.0, 1.0, 2.0, 3.0));

    assertThat(spread).isEqualTo(new Spread(4, 1, 2.5, 4));
    assertThat(spread.text(1)).isEqualTo("2.5 (1.0–4.0)");
    assertThat(Spread.of(List.of(3.0)).text(1)).isEqualTo("3.0, n=1");
  }

  @Test
  void theMeanOfRatiosIsGeometric() {
    assertThat(Interval.geometricMean(List.of(0.5, 2.0))).isEqualTo(1, within(1e-9));
  }
}
