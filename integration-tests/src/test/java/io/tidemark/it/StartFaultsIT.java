package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.SpoilingAgent;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Soundness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong at the agent's start: one clear line, and the application runs. */
class StartFaultsIT {

  private static final List<String> STDOUT =
      List.of("application runs", "20000 entries", "done work");

  @TempDir Path folder;

  @Test
  void aBusyPortIsSaidOnceAndServedWhenItIsFree() throws Exception {
    ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    try (busy;
        AgentJvm jvm =
            Launch.on(Jdk.first())
                .options("port=" + busy.getLocalPort())
                .main(Application.class, "4")
                .start()) {
      jvm.run("work");
      jvm.awaitStderrLines(1);
      String line = jvm.stderr().get(0);
      assertThat(line).startsWith("tidemark").contains(Integer.toString(busy.getLocalPort()));
      // it tries again meanwhile
      Thread.sleep(12_000);
      busy.close();
      Soundness.assertSound(jvm.ready());
      assertThat(jvm.quit()).isEqualTo(4);
      assertThat(jvm.stdout()).isEqualTo(STDOUT);
      assertThat(jvm.stderr())
          .hasSize(2)
          .startsWith(line)
          .element(1)
          .asString()
          .contains("http://127.0.0.1:" + busy.getLocalPort() + "/");
    }
  }

  @OnEachJdk
  void anUnreadableConfigurationIsSaidInOneLineAndTheDefaultsServe(Jdk jdk) {
    Path missing = folder.resolve("missing.yml");
    try (AgentJvm jvm =
        Launch.on(jdk).options("config=" + missing).main(Application.class, "4").start()) {
      Soundness.assertSound(jvm.ready());
      assertRunsOn(jvm);
      assertThat(jvm.stderr())
          .hasSize(2)
          .filteredOn(line -> line.contains("config"))
          .singleElement()
          .asString()
          .startsWith("tidemark")
          .contains(missing.toString());
    }
  }

  @OnEachJdk
  void aTemporaryFolderThatCannotBeWrittenDoesNoHarm(Jdk jdk) throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));
    try (AgentJvm jvm =
        Launch.on(jdk)
            .flags("-Djava.io.tmpdir=" + file.resolve("below"))
            .main(Application.class, "4")
            .start()) {
      Soundness.assertSound(jvm.ready());
      assertRunsOn(jvm);
      // some JDKs warn of such a folder themselves
      assertThat(jvm.stderr())
          .filteredOn(line -> !line.contains("java.io.tmpdir directory does not exist"))
          .hasSize(1);
    }
  }

  @OnEachJdk
  void aFailingWeaveIsSaidInOneLine(Jdk jdk) {
    for (String spoilt : List.of("java/util/HashMap", "java/util/concurrent/ConcurrentHashMap")) {
      try (AgentJvm jvm =
          Launch.on(jdk)
              .flags("-Dit.spoil=" + spoilt)
              .agentBefore(Jars.agent(SpoilingAgent.class))
              .main(Application.class, "4")
              .start()) {
        jvm.awaitStderrLines(1);
        assertRunsOn(jvm);
        assertThat(jvm.stderr())
            .as("%s", spoilt)
            .singleElement()
            .asString()
            .startsWith("tidemark")
            .containsIgnoringCase("weav");
      }
    }
  }

  private static void assertRunsOn(AgentJvm jvm) {
    jvm.run("work");
    assertThat(jvm.quit()).isEqualTo(4);
    assertThat(jvm.stdout()).isEqualTo(STDOUT);
  }
}
