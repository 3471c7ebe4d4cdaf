package io.tidemark.exporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void ordinaryNamesAreLeftAsTheyAre() {
    String name = "com.acme.Orders$Table.lambda$load$0:42";
    assertThat(Labels.clean(name)).isSameAs(name);
  }

  @Test
  void controlCharactersAndSurrogatesAreReplaced() {
    assertThat(Labels.clean("a\u0000b\nc\uD800d")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
  }

  @Test
  void longNamesAreCut() {
    assertThat(Labels.clean("x".repeat(70_000))).hasSize(Labels.MAX_LENGTH).endsWith("x…");
    assertThat(Labels.clean("\n" + "x".repeat(70_000))).hasSize(Labels.MAX_LENGTH).endsWith("x…");
  }
}
