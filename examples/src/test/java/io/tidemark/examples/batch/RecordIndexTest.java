package io.tidemark.examples.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordIndexTest {

  private final RecordIndex index = new RecordIndex();

  @Test
  void paymentsAreKeptByTheirId() {
    index.add(new Payment(1, 7, 100));
    index.add(new Payment(2, 7, 250));
    index.add(new Payment(2, 8, 300));

    assertThat(index.size()).isEqualTo(2);
    assertThat(index.totalCents()).isEqualTo(400);
  }

  @Test
  void aClearedIndexServesTheNextCycle() {
    index.add(new Payment(1, 7, 100));
    index.clear();
    assertThat(index.size()).isZero();

    index.add(new Payment(2, 7, 250));
    assertThat(index.totalCents()).isEqualTo(250);
  }
}
