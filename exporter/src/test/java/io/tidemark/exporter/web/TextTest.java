package io.tidemark.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void bytesHaveTheUnitThatFits() {
    assertThat(Text.bytes(0)).isEqualTo("0 B");
    assertThat(Text.bytes(1023)).isEqualTo("1023 B");
    assertThat(Text.bytes(1_048_512)).isEqualTo("1.0 MiB");
    assertThat(Text.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Text.bytes(4_194_320)).isEqualTo("4.0 MiB");
    assertThat(Text.bytes(200L << 30)).isEqualTo("200 GiB");
    assertThat(Text.bytes(5000L << 40)).isEqualTo("5000 TiB");
  }

  @Test
  void durationsHaveTheirTwoLargestUnits() {
    assertThat(Text.duration(Duration.ofSeconds(-5))).isEqualTo("0 s");
    assertThat(Text.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Text.duration(Duration.ofSeconds(720))).isEqualTo("12 min");
    assertThat(Text.duration(Duration.ofSeconds(12_061))).isEqualTo("3 h 21 min");
    assertThat(Text.duration(Duration.ofHours(49))).isEqualTo("2 d 1 h");
  }

  @Test
  void pairsOfSurrogatesAreKeptAndHalvesReplaced() {
    assertThat(Text.wellFormed("a\uD83C\uDF0Ab")).isEqualTo("a\uD83C\uDF0Ab");
    assertThat(Text.wellFormed("\uDF0A\uD83C")).isEqualTo("\uFFFD\uFFFD");
    assertThat(Text.html("\uD83C\uDF0A")).isEqualTo("\uD83C\uDF0A");
  }
}
