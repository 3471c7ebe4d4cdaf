package io.tidemark.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void bytesHaveTheUnitThatFits() {
    assertThat(Figures.bytes(0)).isEqualTo("0 B");
    assertThat(Figures.bytes(1023)).isEqualTo("1023 B");
    assertThat(Figures.bytes(1_048_512)).isEqualTo("1.0 MiB");
    assertThat(Figures.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Figures.bytes(4_194_320)).isEqualTo("4.0 MiB");
    assertThat(Figures.bytes(200L << 30)).isEqualTo("200 GiB");
    assertThat(Figures.bytes(5000L << 40)).isEqualTo("5000 TiB");
  }

  @Test
  void durationsHaveTheirTwoLargestUnits() {
    assertThat(Figures.duration(Duration.ofSeconds(-5))).isEqualTo("0 s");
    assertThat(Figures.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Figures.duration(Duration.ofSeconds(720))).isEqualTo("12 min");
    assertThat(Figures.duration(Duration.ofSeconds(12_061))).isEqualTo("3 h 21 min");
    assertThat(Figures.duration(Duration.ofHours(49))).isEqualTo("2 d 1 h");
  }
}
