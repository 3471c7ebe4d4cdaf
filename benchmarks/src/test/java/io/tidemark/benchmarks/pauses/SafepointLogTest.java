package io.tidemark.benchmarks.pauses;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.pauses.SafepointLog.Safepoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafepointLogTest {

  @Test
  void readsTheLinesOfOldAndNewJvms() {
    List<String> lines =
        List.of(
            "[0.1s] Some other line",
            "[1.5s] Safepoint \"G1CollectFull\", Time since last: 5 ns, Reaching safepoint: 7 ns,"
                + " Cleanup: 8 ns, At safepoint: 2500000 ns, Total: 2500015 ns",
            "[2.5s] Safepoint \"HeapDumper\", Time since last: 5 ns, Reaching safepoint:   7 ns,"
                + " At safepoint: 9 ns, Leaving safepoint: 4 ns, Total:    1000000 ns, Threads: 1"
                + " runnable, 14 total");

    assertThat(SafepointLog.parse(lines))
        .containsExactly(
            new Safepoint("G1CollectFull", 2.500015), new Safepoint("HeapDumper", 1.0));
  }
}
