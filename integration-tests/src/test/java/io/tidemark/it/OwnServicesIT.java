package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.OwnFileSystemProvider;
import io.tidemark.it.programs.OwnServices;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Soundness;
import java.util.List;

/**
 * An application that installs a LogManager, a management server or a file system provider of its
 * own finds the JVM as if no agent had been there first.
 */
class OwnServicesIT {

  private static final List<String> COMMANDS =
      List.of("file-system", "log-manager", "mbean-server");

  @OnEachJdk
  void whatTheApplicationInstallsLateIsUsedAsWithoutTheAgent(Jdk jdk) {
    List<String> expected;
    try (AgentJvm jvm = Launch.on(jdk).withoutAgent().main(OwnServices.class).start()) {
      COMMANDS.forEach(jvm::run);
      assertThat(jvm.quit()).isZero();
      expected = jvm.stdout();
    }
    assertThat(expected)
        .contains(
            "log manager " + OwnServices.OwnLogManager.class.getName(),
            "own builder made the server: true");
    try (AgentJvm jvm = Launch.on(jdk).main(OwnServices.class).start()) {
      useAllOf(jvm.ready());
      COMMANDS.forEach(jvm::run);
      useAllOf(new CensusClient(jvm.http()));
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).isEqualTo(expected);
      assertThat(jvm.stderr()).hasSize(1);
    }
  }

  @OnEachJdk
  void aFileSystemProviderGivenOnTheCommandLineIsWelcome(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .flags(
                "-Djava.nio.file.spi.DefaultFileSystemProvider="
                    + OwnFileSystemProvider.class.getName())
            .main(OwnServices.class)
            .start()) {
      useAllOf(jvm.ready());
      jvm.run("file-system");
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stderr()).hasSize(1);
    }
  }

  private static void useAllOf(CensusClient client) {
    client.freshCensus();
    for (String path : List.of("/", "/metrics", "/api/census", "/-/healthy", "/-/ready")) {
      assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
    }
    Soundness.assertSound(client);
  }
}
