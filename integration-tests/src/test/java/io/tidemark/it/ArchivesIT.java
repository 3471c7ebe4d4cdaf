package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Commands;
import io.tidemark.it.programs.IdleAgent;
import io.tidemark.it.programs.Tides;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.SideBySide;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user archived to start faster stays in use under the agent, and nothing else changes. */
class ArchivesIT {

  /** From this release on a cache is made in one step, by the training run's end. */
  private static final int OLDEST_WITH_AOT_CACHE = 25;

  private static final Path JAR = Jars.application(Tides.class, Commands.class);

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
    // from 24 on a JVM complains of an AppCDS archive under whatever -javaagent
    Launch without =
        Launch.on(jdk).withoutAgent().flags(flag).agentBefore(Jars.agent(IdleAgent.class));
    Launch with =
        Launch.on(jdk)
            .flags(flag, "-Xlog:class+load:file=" + folder + "/classes-%p.log:none:filecount=0");
    new SideBySide(folder, "make").assertSame(program(without), program(with));
    List<String> loaded = new ArrayList<>();
    // the JVM that is asked for the sizes of arrays writes one too
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "classes-*.log")) {
      for (Path log : logs) {
        loaded.addAll(Files.readAllLines(log));
      }
    }
    loaded.removeIf(line -> !line.startsWith(Tides.class.getName()));
    assertThat(loaded).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.contains(source));
  }

  private static void train(Launch launch) {
    try (AgentJvm jvm = program(launch).start()) {
      jvm.run("make");
      assertThat(jvm.quit()).isZero();
    }
  }

  private static Launch program(Launch launch) {
    return launch.classPath(JAR.toString()).main(Tides.class, "0");
  }
}
