package io.tidemark.benchmarks.pauses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SafepointLogTest {

  /** Of {@code System.gc()}, as JDK 17 and 25 wrote it, and one of a young collection of each. */
  private static final String LOG =
      """
      [12ms][info][gc] Some other line
      [88ms] Safepoint "G1CollectFull", Time since last: 4920038 ns, Reaching safepoint: 4849 ns, \
      Cleanup: 4258 ns, At safepoint: 2104487 ns, Total: 2113594 ns
      [63ms] Safepoint "ParallelGCSystemGC", Time since last: 1163252 ns, Reaching safepoint: 3597 \
      ns, Cleanup: 4388 ns, At safepoint: 5101949 ns, Total: 5109934 ns
      [56ms] Safepoint "GenCollectFull", Time since last: 887054 ns, Reaching safepoint: 1954 ns, \
      Cleanup: 1893 ns, At safepoint: 1182177 ns, Total: 1186024 ns
      [80ms] Safepoint "G1CollectFull", Time since last: 2078568 ns, Reaching safepoint: 4900 ns, \
      At safepoint: 4290727 ns, Leaving safepoint: 7043 ns, Total: 4302670 ns, Threads: 0 runnable, \
      10 total
      [48ms] Safepoint "ParallelGCCollect", Time since last: 3194090 ns, Reaching safepoint: 4118 \
      ns, At safepoint: 5897902 ns, Leaving safepoint: 1393 ns, Total: 5903413 ns, Threads: 0 \
      runnable, 10 total
      [54ms] Safepoint "SerialGCCollect", Time since last: 810570 ns, Reaching safepoint: 1253 ns, \
      At safepoint: 2471115 ns, Leaving safepoint: 2825 ns, Total: 2475193 ns, Threads: 0 runnable, \
      10 total
      """;

  @Test
  void readsTheLinesOfOldAndNewJvms() {
    List<Safepoint> safepoints = SafepointLog.parse(LOG.lines().toList());

    assertThat(safepoints).hasSize(6).allMatch(Safepoint::isFullCollection);
    assertThat(safepoints.get(0)).isEqualTo(new Safepoint(88, "G1CollectFull", 2.113594));
    assertThat(safepoints.get(5)).isEqualTo(new Safepoint(54, "SerialGCCollect", 2.475193));
  }

  @Test
  void youngCollectionsAreNoFullOnes() {
    assertThat(
            List.of(
                "G1CollectForAllocation",
                "G1TryInitiateConcMark",
                "ParallelGCFailedAllocation",
                "GenCollectForAllocation",
                "ParallelCollectForAllocation",
                "SerialCollectForAllocation",
                "ShenandoahDegeneratedGC",
                "ZMarkStartYoungAndOld"))
        .noneMatch(operation -> new Safepoint(1, operation, 1).isFullCollection());
  }

  @Test
  void housekeepingIsWhatComesWithoutAnAgent() {
    assertThat(new Safepoint(1, "ICBufferFull", 1).isHousekeeping()).isTrue();
    assertThat(new Safepoint(1, "G1CollectForAllocation", 1).isHousekeeping()).isTrue();
    assertThat(new Safepoint(1, "GC_HeapInspection", 1).isHousekeeping()).isFalse();
  }

  @Test
  void aTimeLiesWithinTheWindow() {
    assertThat(new Safepoint(5, "Cleanup", 1).isBetween(4, 6)).isTrue();
    assertThat(new Safepoint(5, "Cleanup", 1).isBetween(5, 6)).isFalse();
  }
}
