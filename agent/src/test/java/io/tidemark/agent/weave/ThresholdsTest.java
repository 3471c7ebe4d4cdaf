package io.tidemark.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
