package io.tidemark.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFuzzTest {

  private static final String[] PIECES = {
    "port",
    "track.min-slots",
    "sweep.interval",
    "retained.min-bytes",
    "retained.max-fill",
    "config",
    "httpServer",
    ".ssl",
    ".keyStore",
    ".authentication.basic",
    "=",
    ",",
    "\\",
    ":",
    ": ",
    "\n",
    "\n  ",
    "{",
    "}",
    "[",
    "]",
    "*a",
    "&a ",
    "!!int ",
    "- ",
    "\"",
    "'",
    "#",
    "|",
    ">",
    "%",
    "${X}",
    "9223372036854775807",
    "99999999999999999999",
    "-1",
    "1e999",
    "0x10",
    "P",
    "PT1S",
    "P1D",
    "ms",
    "d",
    "GiB",
    "k",
    "\u0000",
    "\u2028",
    "\ud800",
    "\uffff",
    "<<",
    "?",
    "---",
    "..."
  };

  @TempDir Path folder;

  @Test
  void nothingAUserWritesThrowsOrMakesALineLong() {
    Random random = new Random(20261120);
    for (int round = 0; round < 10_000; round++) {
      Load load = Load.of().arguments(text(random).replace("config", "c"));
      load.property("tidemark." + Keys.ALL.get(round % Keys.ALL.size()).name(), text(random));
      load.property("tidemark." + text(random), text(random));
      load.variable("TIDEMARK_" + text(random), text(random));
      assertReadable(load);
    }
  }

  @Test
  void noFileThrowsOrMakesALineLong() {
    Random random = new Random(20261120);
    for (int round = 0; round < 3_000; round++) {
      assertReadable(Load.of().yaml(folder, text(random) + text(random)));
    }
  }

  private static void assertReadable(Load load) {
    Config config = load.config();
    assertThat(config.port()).isBetween(0, 65_535);
    for (String line : load.lines) {
      assertThat(line.length()).isLessThanOrEqualTo(1000);
      assertThat(line.lines().count()).isEqualTo(1);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      boolean letter = random.nextInt(8) == 0;
      text.append(
          letter
              ? String.valueOf((char) random.nextInt(0x10000))
              : PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
