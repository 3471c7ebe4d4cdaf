package io.tidemark.examples.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CyclePlanTest {

  @Test
  void oneCycleCatchesUpAndAllOthersLoadTheSame() {
    CyclePlan plan = new CyclePlan(500, 3200, 3);

    assertThat(LongStream.rangeClosed(1, 5).mapToInt(plan::recordsIn))
        .containsExactly(500, 500, 3200, 500, 500);
    assertThat(LongStream.rangeClosed(1, 5).filter(plan::catchesUpIn)).containsExactly(3L);
  }

  @Test
  void noCycleCatchesUpWhereNoneIsNamed() {
    CyclePlan plan = new CyclePlan(500, 3200, 0);

    assertThat(LongStream.rangeClosed(1, 100).mapToInt(plan::recordsIn)).containsOnly(500);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CyclePlan(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new CyclePlan(1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new CyclePlan(1, 1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new CyclePlan(1, 1, 1).recordsIn(0));
  }
}
