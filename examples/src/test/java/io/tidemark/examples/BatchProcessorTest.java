package io.tidemark.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchProcessorTest {

  @Test
  void cyclesRunAsPlannedAndEnd() throws Exception {
    Captured captured =
        Captured.of(
            () ->
                BatchProcessor.run(
                    "--cycles", "3",
                    "--cycle-time", "1ms",
                    "--records", "50",
                    "--catch-up-cycle", "2",
                    "--catch-up-records", "3200"));

    assertThat(captured.status()).isZero();
    assertThat(captured.out().lines())
        .containsExactly(
            "cycle 1: 50 records, 62.25 in total, processed and cleared",
            "cycle 2: 3,200 records to catch up, 54,384.00 in total, processed and cleared",
            "cycle 3: 50 records, 62.25 in total, processed and cleared");
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void aBadArgumentIsNamedAndTheUsageShown() throws Exception {
    Captured captured = Captured.of(() -> BatchProcessor.run("--records", "0"));

    assertThat(captured.status()).isEqualTo(2);
    assertThat(captured.out()).isEmpty();
    assertThat(captured.err())
        .startsWith("records must be at least 1: 0")
        .contains("usage: BatchProcessor");
  }
}
