package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.Soundness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake of a user is one line that names key, value and what is allowed. */
class BadInputIT {

  @TempDir Path folder;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("sweep.intervall=1s", "sweep.intervall", "1s", "sweep.interval'"),
        Arguments.of("retained.hold=soon", "retained.hold", "soon", "10m"),
        Arguments.of("retained.min-bytes=-5MiB", "retained.min-bytes", "-5MiB", "1MiB"),
        Arguments.of("port=70000", "port", "70000", "65535"),
        Arguments.of("track.min-slots=many", "track.min-slots", "many", "4096"),
        Arguments.of("retained.max-fill=2", "retained.max-fill", "2", "0.25"),
        Arguments.of("banner=perhaps", "banner", "perhaps", "true or false"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeInAnOptionIsOneLineAndTheDefaultIsUsed(
      String option, String key, String value, String allowed) {
    // an address of its own, since the default port is used where the given one is wrong
    String host = "127.0.9.46";
    try (AgentJvm jvm =
        Launch.on(Jdk.first())
            .options("host=" + host, option)
            .main(Application.class, "0")
            .start()) {
      CensusClient client = jvm.ready();
      assertThat(client.base().getHost()).isEqualTo(host);
      if (key.equals("port")) {
        assertThat(client.base().getPort()).isEqualTo(9746);
      }
      assertOneLineAboutIt(jvm, key, value, allowed);
    }
  }

  @Test
  void aMistakeInASystemPropertyAndInTheEnvironmentIsOneLineEach() {
    try (AgentJvm jvm =
        Launch.on(Jdk.first())
            .flags("-Dtidemark.sites.top=lots")
            .environment("TIDEMARK_RETAINED_MAX_FILL", "half")
            .main(Application.class, "0")
            .start()) {
      Soundness.assertSound(jvm.ready());
      jvm.run("work");
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stderr()).hasSize(3).allMatch(line -> line.startsWith("tidemark"));
      assertThat(jvm.stderr()).anyMatch(l -> l.contains("sites.top") && l.contains("lots"));
      assertThat(jvm.stderr()).anyMatch(l -> l.contains("retained.max-fill") && l.contains("half"));
    }
  }

  @Test
  void aConfigurationThatIsNoMapIsOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("tidemark.yml"), "- just\n- a\n- list\n");
    try (AgentJvm jvm =
        Launch.on(Jdk.first()).options("config=" + file).main(Application.class, "0").start()) {
      jvm.ready();
      assertOneLineAboutIt(jvm, "config", file.toString(), "map");
    }
  }

  @Test
  void aMistakeInTheConfigurationFileIsOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("tidemark.yml"), "sweep:\n  interval: soon\n");
    try (AgentJvm jvm =
        Launch.on(Jdk.first())
            .withoutOption("sweep.interval")
            .options("config=" + file)
            .main(Application.class, "0")
            .start()) {
      jvm.http();
      assertOneLineAboutIt(jvm, "sweep.interval", "soon", "10s");
    }
  }

  private static void assertOneLineAboutIt(AgentJvm jvm, String key, String value, String allowed) {
    jvm.run("work");
    assertThat(jvm.quit()).isZero();
    assertThat(jvm.stdout()).containsExactly("application runs", "20000 entries", "done work");
    assertThat(jvm.stderr())
        .hasSize(2)
        .filteredOn(line -> !line.contains("http://"))
        .singleElement()
        .asString()
        .startsWith("tidemark")
        .contains(key)
        .contains(value)
        .contains(allowed);
  }
}
