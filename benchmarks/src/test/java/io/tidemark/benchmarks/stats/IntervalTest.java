package io.tidemark.benchmarks.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {

  @Test
  void aClearDifferenceIsAboveItsLimit() {
    Ratio ratio = Ratio.of(List.of(1.09, 1.1, 1.1, 1.11, 1.12, 1.1));

    assertThat(ratio.median()).isEqualTo(1.1);
    assertThat(ratio.isSurelyAbove(1.05)).isTrue();
    assertThat(ratio.isSurelyAbove(1.1)).isFalse();
    assertThat(ratio.isIndistinguishable()).isFalse();
  }

  @Test
  void ratiosAroundOneAreNotDistinguishable() {
    Ratio ratio = Ratio.of(List.of(0.97, 1.01, 1.02, 0.99, 1.04, 0.98));

    assertThat(ratio.isIndistinguishable()).isTrue();
    assertThat(ratio.text()).endsWith(", not distinguishable");
  }

  @Test
  void ofFewPairsTheExtremesCount() {
    assertThat(Ratio.of(List.of(1.2, 0.9))).isEqualTo(new Ratio(2, 1.05, 0.9, 1.2));
  }

  @Test
  void thereMustBeAPair() {
    assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(List.of()));
  }

  @Test
  void quantilesAreInterpolated() {
    Spread spread = Spread.of(List.of(4.0, 1.0, 2.0, 3.0));

    assertThat(spread).isEqualTo(new Spread(4, 1, 1.75, 2.5, 3.25, 4));
    assertThat(spread.text(1)).isEqualTo("2.5 (1.0–4.0)");
  }

  @Test
  void theMeanOfRatiosIsGeometric() {
    assertThat(Ratio.geometricMean(List.of(0.5, 2.0))).isEqualTo(1, within(1e-9));
  }
}
