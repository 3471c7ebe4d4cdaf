package io.tidemark.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelpTest {

  @Test
  void everyKeyIsListedWithItsDefaultAndWhatIsAllowed() {
    String[] lines = Config.helpText().split("\n");
    for (Key<?> key : Keys.ALL) {
      assertThat(lines)
          .filteredOn(line -> line.startsWith("  " + key.name() + "  "))
          .singleElement()
          .asString()
          .contains("  " + key.defaultText() + "  ", key.help(), key.parser().allowed());
    }
  }

  @Test
  void theFourSpellingsAreShown() {
    assertThat(Config.helpText())
        .contains(
            "-javaagent:tidemark.jar=",
            "-Dtidemark.track.min-slots=8192",
            "TIDEMARK_TRACK_MIN_SLOTS=8192",
            "track.min-slots: 8192");
  }

  @Test
  void everyDefaultIsAllowed() {
    for (Key<?> key : Keys.ALL) {
      assertThat(key.fallback()).as(key.name()).isNotNull();
    }
  }
}
