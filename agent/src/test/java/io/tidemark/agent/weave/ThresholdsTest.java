package io.tidemark.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.TidemarkHooks4;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 5",
    "0.03, 5",
    "0.1, 3",
    "0.125, 3",
    "0.2499, 2",
    "0.25, 2",
    "0.2501, 1",
    "0.5, 1",
    "0.51, 0",
    "1, 0"
  })
  void theShiftLeavesNoLessThanTheFillLimit(double maxFill, int shift) {
    assertThat(new Thresholds(4096, 65_536, maxFill).maxFillShift()).isEqualTo(shift);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 4096, 5000, 1 << 20, 1 << 30})
  void tablesToTrackHaveTheLeastGrowthThresholdFromALoadFactorOfAHalfOn(int minSlots) {
    int slots = Math.max(16, Thresholds.powerOfTwo(minSlots));
    assertThat(TidemarkHooks4.growthThreshold(slots, 0.5f))
        .isGreaterThanOrEqualTo(Thresholds.leastGrowthThreshold(minSlots));
    assertThat(Thresholds.leastGrowthThreshold(minSlots)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 4096, 65_536})
  void smallTablesAreUnderTheLeastGrowthThreshold(int minSlots) {
    HashMap<Integer, Integer> map = new HashMap<>();
    for (int i = 0; i < minSlots / 4; i++) {
      map.put(i, i);
    }
    assertThat(TidemarkHooks4.slots(map)).isEqualTo(minSlots / 2);
    assertThat(TidemarkHooks4.growthThreshold(minSlots / 2, 0.75f))
        .isLessThan(Thresholds.leastGrowthThreshold(minSlots));
  }
}
