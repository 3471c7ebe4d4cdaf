package io.tidemark.exporter.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One clock's times by the other's. */
class MomentTest {

  private static final Moment MOMENT = new Moment(5_000_000, Instant.ofEpochSecond(10, 999_600));

  @Test
  void theWallClockIsReadToTheMillisecondBelow() {
    assertThat(MOMENT.at(5_000_000)).isEqualTo(Instant.ofEpochMilli(10_000));
    assertThat(MOMENT.at(5_000_400)).isEqualTo(Instant.ofEpochMilli(10_001));
    assertThat(MOMENT.at(4_000_400)).isEqualTo(Instant.ofEpochMilli(10_000));
    assertThat(MOMENT.at(4_000_399)).isEqualTo(Instant.ofEpochMilli(9_999));
  }

  @Test
  void theMonotonicClockMayPassItsLargestValueInBetween() {
    long earlier = Long.MAX_VALUE - 1_000_000;
    Moment later = new Moment(earlier + 3_000_000, Instant.ofEpochMilli(10));
    assertThat(later.at(earlier)).isEqualTo(Instant.ofEpochMilli(7));
    assertThat(later.since(earlier)).isEqualTo(Duration.ofMillis(3));
  }
}
