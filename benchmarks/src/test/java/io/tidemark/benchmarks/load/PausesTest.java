package io.tidemark.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTest {

  private static final String TIMES =
      " Time since last: 9 ns, Reaching safepoint: 7 ns, At safepoint: 8 ns, Total: ";

  @Test
  void pausesOfTheWindowAreCountedAndFullCollectionsApart() {
    Pauses pauses =
        Pauses.of(
            List.of(
                "[90ms] Safepoint \"G1CollectForAllocation\"," + TIMES + "5000000 ns",
                "[110ms] Safepoint \"G1CollectForAllocation\"," + TIMES + "2000000 ns",
                "[120ms] Safepoint \"G1CollectFull\"," + TIMES + "30000000 ns",
                "[130ms] Safepoint \"ZMarkStartYoung\"," + TIMES + "     10000 ns",
                "[210ms] Safepoint \"Cleanup\"," + TIMES + "4000000 ns",
                "[140ms] something else"),
            100,
            200);
    assertThat(pauses.shorter()).containsExactly(2.0, 0.01);
    assertThat(pauses.full()).containsExactly(30.0);
    assertThat(pauses.figures())
        .containsEntry("pauses, longest ms", 2.0)
        .containsEntry("full collections, median ms", 30.0)
        .containsEntry("all together, ms", 32.01);
  }
}
