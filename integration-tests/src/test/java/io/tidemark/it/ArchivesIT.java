package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.Commands;
import io.tidemark.it.programs.IdleAgent;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Soundness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user archived to start faster stays in use under the agent. */
class ArchivesIT {

  /** From this release on a cache is made in one step, by the training run's end. */
  private static final int OLDEST_WITH_AOT_CACHE = 25;

  private static final Path JAR = Jars.application(Application.class, Commands.class);

  @TempDir Path folder;

  static Stream<Jdk> jdksWithAotCache() {
    List<Jdk> jdks = Jdk.matrix().filter(jdk -> jdk.feature() >= OLDEST_WITH_AOT_CACHE).toList();
    if (jdks.isEmpty()) {
      System.out.println("NOT RUN: the AOT cache, since no JDK from 25 on is in tidemark.jdks");
    }
    return jdks.stream();
  }

  @OnEachJdk
  void anAppCdsArchiveMadeWithoutTheAgentStaysInUse(Jdk jdk) throws IOException {
    Path archive = folder.resolve("application.jsa");
    train(Launch.on(jdk).withoutAgent().flags("-XX:ArchiveClassesAtExit=" + archive));
    assertThat(archive).isNotEmptyFile();
    assertArchiveInUse(jdk, "-XX:SharedArchiveFile=" + archive, "shared objects file (top)");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("jdksWithAotCache")
  void anAotCacheTrainedWithTheAgentStaysInUse(Jdk jdk) throws IOException {
    Path cache = folder.resolve("application.aot");
    train(Launch.on(jdk).flags("-XX:AOTCacheOutput=" + cache));
    assertThat(cache).isNotEmptyFile();
    assertArchiveInUse(jdk, "-XX:AOTCache=" + cache, "shared objects file");
  }

  private void assertArchiveInUse(Jdk jdk, String flag, String source) throws IOException {
    List<String> stdout = stdoutWithAgentThatDoesNothing(jdk, flag);
    Path log = folder.resolve("classes.log");
    try (AgentJvm jvm =
        application(
            Launch.on(jdk).flags(flag, "-Xlog:class+load:file=" + log + ":none:filecount=0"))) {
      CensusClient client = jvm.ready();
      jvm.run("work");
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
      assertThat(withoutUptime(jvm.stdout())).isEqualTo(stdout);
      assertThat(jvm.stderr()).singleElement().asString().startsWith("tidemark");
    }
    List<String> loaded =
        Files.readAllLines(log).stream()
            .filter(line -> line.startsWith(Application.class.getName()))
            .toList();
    assertThat(loaded).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.contains(source));
  }

  /** From 24 on a JVM complains of an AppCDS archive under whatever {@code -javaagent}. */
  private static List<String> stdoutWithAgentThatDoesNothing(Jdk jdk, String flag) {
    Path agent = Jars.agent(IdleAgent.class);
    try (AgentJvm jvm = application(Launch.on(jdk).withoutAgent().flags(flag).agentBefore(agent))) {
      jvm.run("work");
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).endsWith("application runs", "20000 entries", "done work");
      return withoutUptime(jvm.stdout());
    }
  }

  private static List<String> withoutUptime(List<String> lines) {
    return lines.stream().map(line -> line.replaceFirst("^\\[[0-9.]+s]", "")).toList();
  }

  private static void train(Launch launch) {
    try (AgentJvm jvm = application(launch)) {
      jvm.run("work");
      assertThat(jvm.quit()).isZero();
    }
  }

  private static AgentJvm application(Launch launch) {
    return launch.classPath(JAR.toString()).main(Application.class, "0").start();
  }
}
