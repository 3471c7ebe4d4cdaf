package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Attach;
import io.tidemark.it.support.Cli;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a JVM older than the floor one clear line says so, and the application runs on. What the
 * command line says of such a JVM is in {@link AttachRefusalsIT}.
 */
class OldJvmIT {

  private static final String PROGRAM =
      """
      public class OldApplication {
        public static void main(String[] arguments) throws Exception {
          System.out.println("application runs");
          System.in.read();
          System.exit(6);
        }
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void compile() throws IOException {
    if (Jdk.old().isEmpty()) {
      System.out.println("NOT RUN: OldJvmIT, since tidemark.old.jdks names no Java 8 and 11");
    }
    assumeThat(Jdk.old()).as("JDKs in -Dtidemark.old.jdks").isNotEmpty();
    Path source = folder.resolve("OldApplication.java");
    Files.writeString(source, PROGRAM);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "8", "-nowarn", source.toString());
    assertThat(result).isZero();
  }

  @Test
  void startedWithTheAgent() {
    for (Jdk jdk : Jdk.old()) {
      try (AgentJvm jvm = application(Launch.on(jdk))) {
        assertRunsOn(jvm);
      }
    }
  }

  @Test
  void loadedIntoOneThatRuns() {
    for (Jdk jdk : Jdk.old()) {
      try (AgentJvm jvm = application(Launch.on(jdk).withoutAgent())) {
        jvm.awaitStdout("application runs");
        Attach.load(jvm, Launch.tidemarkJar(), "port=0");
        assertRunsOn(jvm);
      }
    }
  }

  @Test
  void theCommandLineItself() {
    for (Jdk jdk : Jdk.old()) {
      Tool.Result result = Cli.of(jdk).run("list");
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.stdout()).isEmpty();
      assertRefused(jdk, result.stderr());
    }
  }

  private AgentJvm application(Launch launch) {
    return launch.classPath(folder.toString()).main("OldApplication").start();
  }

  private static void assertRunsOn(AgentJvm jvm) {
    jvm.send("");
    assertThat(jvm.awaitExit()).isEqualTo(6);
    assertThat(jvm.stdout()).containsExactly("application runs");
    assertRefused(jvm.jdk(), jvm.stderr());
  }

  private static void assertRefused(Jdk jdk, List<String> stderr) {
    assertThat(stderr)
        .singleElement()
        .asString()
        .startsWith("tidemark")
        .contains("Java 17")
        .contains("Java " + jdk.feature());
  }
}
