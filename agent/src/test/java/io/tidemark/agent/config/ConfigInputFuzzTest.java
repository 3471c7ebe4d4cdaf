package io.tidemark.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whatever a user writes into the agent arguments or the YAML file: a configuration comes of it,
 * and lines that a person can read. By default the kept inputs only; {@code JAZZER_FUZZ=1} looks
 * for new ones, guided by coverage.
 */
class ConfigInputFuzzTest {

  private static final int LONGEST_LINE = 1000;

  @FuzzTest(maxDuration = "60s")
  void arguments(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    // a file that a fuzzer names is nobody's
    assertReadable(Load.of().arguments(text.replaceAll("(?i)config", "c")));
  }

  @FuzzTest(maxDuration = "60s")
  void yaml(byte[] input) throws IOException {
    Path folder = Files.createTempDirectory("tidemark-fuzz");
    Path file = Files.write(folder.resolve("tidemark.yaml"), input);
    try {
      assertReadable(Load.of().property("tidemark.config", file.toString()));
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  private static void assertReadable(Load load) {
    Config config = load.config();
    assertThat(config.port()).isBetween(0, 65_535);
    assertThat(config.sweepInterval()).isPositive();
    for (String line : load.lines) {
      assertThat(line.length()).isLessThanOrEqualTo(LONGEST_LINE);
      assertThat(line.lines().count()).isEqualTo(1);
      assertThat(line.chars()).noneMatch(Character::isISOControl);
    }
  }
}
