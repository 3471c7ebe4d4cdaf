package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Discovered;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachCollector;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Tool;
import java.util.List;

/** The maps of a JVM that knew nothing of Tidemark are found, all of them and no others. */
class DiscoveryScanIT {

  private static final int MIN_SLOTS = 4096;
  private static final int NATIVE_ACCESS_FLAG_SINCE = 24;

  @OnEachCollector
  void everyMapIsFoundAndNoOther(Jdk jdk, String collector) {
    try (AgentJvm jvm = launch(jdk, collector)) {
      jvm.run("make");
      jvm.run("gc");
      jvm.run("load");
      jvm.run("scan");
      assertAllFound(jvm);
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  @OnEachJdk
  void everyMapIsFoundWithoutCompressedReferencesAndNoJniRuleIsBroken(Jdk jdk) {
    try (AgentJvm jvm = launch(jdk, "-XX:-UseCompressedOops", "-Xcheck:jni")) {
      jvm.run("make");
      jvm.run("gc");
      jvm.run("load");
      jvm.run("scan");
      assertAllFound(jvm);
      assertThat(jvm.stderr()).isEmpty();
      assertThat(jvm.stdout()).noneMatch(line -> line.contains("at io.tidemark.agent."));
    }
  }

  @OnEachJdk
  void theScanIsWelcomeWhereNativeAccessIsForbidden(Jdk jdk) {
    String[] flags =
        jdk.feature() < NATIVE_ACCESS_FLAG_SINCE
            ? new String[0]
            : new String[] {"--illegal-native-access=deny"};
    try (AgentJvm jvm = launch(jdk, flags)) {
      jvm.run("make");
      jvm.run("gc");
      jvm.run("load");
      jvm.run("scan");
      assertAllFound(jvm);
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  @OnEachJdk
  void noObjectThatIsNoMapGetsAnIdentityHash(Jdk jdk) {
    try (AgentJvm jvm = launch(jdk, "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")) {
      jvm.run("bystanders");
      jvm.run("make");
      jvm.run("gc");
      jvm.run("load");
      jvm.run("scan");
      jvm.run("touched-bystanders");
      assertThat(jvm.awaitStdout("hashed")).isEqualTo("hashed control 1 plain 0");
    }
  }

  @OnEachJdk
  void aWalkThatWouldPauseForTooLongIsNotBegun(Jdk jdk) {
    try (AgentJvm jvm = launch(jdk)) {
      jvm.run("make");
      jvm.run("load");
      jvm.run("scan-without-pause");
      assertThat(jvm.awaitStdout("result"))
          .contains("complete=false", "maps=0", "passes=0", "how=jvmti")
          .containsPattern("reason=.*HashMap would stop the application for about \\d+ ms");
    }
  }

  @OnEachJdk
  void whereTheLibraryCannotBeHadAWalkFindsWhatFieldsHold(Jdk jdk) {
    // there is no library for such a machine
    try (AgentJvm jvm = launch(jdk, "-Dos.arch=mips")) {
      jvm.run("make");
      jvm.run("load");
      jvm.run("scan");
      assertThat(jvm.awaitStdout("result"))
          .contains("complete=false", "passes=0", "how=java walk")
          .contains("reason=this build has no native library for linux-mips; went to ");
      assertNoneMissedOrMadeUp(jvm);
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  @OnEachJdk
  void noClassOfTheApplicationIsLoadedOrInitialised(Jdk jdk) {
    for (String machine : List.of("amd64", "mips")) {
      try (AgentJvm jvm = launch(jdk, "-Dos.arch=" + machine)) {
        jvm.run("reluctant");
        jvm.run("load");
        jvm.run("scan");
        assertThat(jvm.awaitStdout("result")).contains("maps=0");
        assertThat(jvm.stdout())
            .noneMatch(line -> line.startsWith("loaded ") || line.startsWith("initialised "));
      }
    }
  }

  @OnEachJdk
  void aFolderThatCannotBeWrittenIsPassedOver(Jdk jdk) {
    try (AgentJvm jvm = launch(jdk, "-Djava.io.tmpdir=/proc")) {
      jvm.run("load");
      jvm.run("scan");
      assertThat(jvm.awaitStdout("result")).contains("complete=true", "how=jvmti");
    }
  }

  @OnEachJdk
  void nothingOfTheScanIsLeft(Jdk jdk) {
    try (AgentJvm jvm = launch(jdk)) {
      jvm.run("load");
      assertThat(mappedLibraries(jvm)).isNotEmpty();
      jvm.run("scan");
      jvm.run("drop");
      assertThat(jvm.awaitStdout("loader")).isEqualTo("loader gone");
      assertThat(mappedLibraries(jvm)).isEmpty();
    }
  }

  private static List<String> mappedLibraries(AgentJvm jvm) {
    return Tool.run(List.of("cat", "/proc/" + jvm.pid() + "/maps")).stdout().stream()
        .filter(line -> line.contains("tidemark") && !line.contains(".jar"))
        .toList();
  }

  private static AgentJvm launch(Jdk jdk, String... flags) {
    return Launch.on(jdk)
        .flags(flags)
        .mainOfParts(Discovered.class, Integer.toString(MIN_SLOTS))
        .start();
  }

  private static void assertAllFound(AgentJvm jvm) {
    assertThat(jvm.awaitStdout("result")).contains("complete=true", "how=jvmti", "reason=]");
    assertNoneMissedOrMadeUp(jvm);
  }

  private static void assertNoneMissedOrMadeUp(AgentJvm jvm) {
    assertThat(jvm.stdout()).filteredOn(line -> line.startsWith("found ")).hasSizeGreaterThan(90);
    assertThat(jvm.stdout())
        .noneMatch(line -> line.startsWith("missed ") || line.startsWith("unknown "));
  }
}
