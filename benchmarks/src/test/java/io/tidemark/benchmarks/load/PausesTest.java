package io.tidemark.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.pauses.Safepoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTest {

  @Test
  void pausesOfTheWindowAreCountedAndFullCollectionsApart() {
    Pauses pauses =
        Pauses.of(
            List.of(
                new Safepoint(90, "G1CollectForAllocation", 5),
                new Safepoint(110, "G1CollectForAllocation", 2),
                new Safepoint(120, "G1CollectFull", 30),
                new Safepoint(130, "ZMarkStartYoung", 0.01),
                new Safepoint(210, "Cleanup", 4)),
            100,
            200);

    assertThat(pauses.shorter()).containsExactly(2.0, 0.01);
    assertThat(pauses.full()).containsExactly(30.0);
    assertThat(pauses.figures())
        .containsEntry("pauses, longest ms", 2.0)
        .containsEntry(Pauses.FULL_COUNT, 1.0)
        .containsEntry("full collections, median ms", 30.0)
        .containsEntry("all together, ms", 32.01);
  }
}
