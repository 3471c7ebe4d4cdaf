package io.tidemark.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void pairsOfSurrogatesAreKeptAndHalvesReplaced() {
    assertThat(Text.wellFormed("a\uD83C\uDF0Ab")).isEqualTo("a\uD83C\uDF0Ab");
    assertThat(Text.wellFormed("\uDF0A\uD83C")).isEqualTo("\uFFFD\uFFFD");
    assertThat(Text.html("\uD83C\uDF0A")).isEqualTo("\uD83C\uDF0A");
  }
}
