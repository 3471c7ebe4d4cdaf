package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a JVM older than the floor the application gets one clear line and runs on. */
class OldJvmIT {

  private static final String PROGRAM =
      """
      public class OldApplication {
        public static void main(String[] arguments) {
          System.out.println("application runs");
          System.exit(6);
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void oneLineSaysThatTheJvmIsTooOld() throws IOException {
    if (Jdk.old().isEmpty()) {
      System.out.println("NOT RUN: OldJvmIT, since tidemark.old.jdks names no Java 8 and 11");
    }
    assumeThat(Jdk.old()).as("JDKs in -Dtidemark.old.jdks").isNotEmpty();
    compile();
    for (Jdk jdk : Jdk.old()) {
      try (AgentJvm jvm =
          Launch.on(jdk).classPath(folder.toString()).main("OldApplication").start()) {
        assertThat(jvm.awaitExit()).isEqualTo(6);
        assertThat(jvm.stdout()).containsExactly("application runs");
        assertThat(jvm.stderr())
            .singleElement()
            .asString()
            .startsWith("tidemark")
            .contains("Java 17")
            .contains("Java " + jdk.feature());
      }
    }
  }

  private void compile() throws IOException {
    Path source = folder.resolve("OldApplication.java");
    Files.writeString(source, PROGRAM);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "8", "-nowarn", source.toString());
    assertThat(result).isZero();
  }
}
