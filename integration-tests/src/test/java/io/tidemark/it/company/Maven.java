package io.tidemark.it.company;

import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Maven that runs this build, offline, at a project of one class and one test with this build's
 * versions.
 */
public final class Maven {

  private final Jdk jdk;
  private final Path project;
  private final String toolOptions;

  /**
   * Lays the project out.
   *
   * @param project an empty folder
   * @param toolOptions {@code JAVA_TOOL_OPTIONS} of Maven's JVM and the tests'
   */
  public Maven(Jdk jdk, Path project, String toolOptions) throws IOException {
    this.jdk = jdk;
    this.project = project;
    this.toolOptions = toolOptions;
    Path parent = Path.of(System.getProperty("tidemark.docs")).resolveSibling("pom.xml");
    Path relative = project.toRealPath().relativize(parent.toRealPath());
    Files.writeString(project.resolve("pom.xml"), POM.formatted(relative));
    write(project.resolve("src/main/java/Greeting.java"), PROGRAM);
    write(project.resolve("src/test/java/GreetingTest.java"), TEST);
  }

  /** Runs it; what it printed comes without its folder, its options and control characters. */
  public Tool.Result run(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("tidemark.maven.home"), "bin/mvn").toString());
    command.add("-B");
    command.add("-o");
    command.add("-f");
    command.add(project.resolve("pom.xml").toString());
    command.add("-Dmaven.repo.local=" + System.getProperty("tidemark.maven.repository"));
    command.addAll(List.of(words));
    Map<String, String> environment =
        Map.of("JAVA_HOME", jdk.home().toString(), "JAVA_TOOL_OPTIONS", toolOptions);
    Tool.Result result = Tool.run(command, environment, null);
    return new Tool.Result(result.exitCode(), plain(result.stdout()), plain(result.stderr()));
  }

  /** Whether the project's jar was built and its test ran. */
  public boolean isBuilt() {
    return Files.exists(project.resolve("target/greeting-0.1.0.jar"))
        && Files.exists(project.resolve("target/surefire-reports/TEST-GreetingTest.xml"));
  }

  private List<String> plain(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("\\e\\[[0-9;]*m", ""))
        .map(line -> line.replace(toolOptions, "OPTIONS").replace(project.toString(), "PROJECT"))
        .toList();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <parent>
          <groupId>io.tidemark</groupId>
          <artifactId>tidemark-parent</artifactId>
          <version>0.1.0</version>
          <relativePath>%s</relativePath>
        </parent>
        <artifactId>greeting</artifactId>
        <dependencies>
          <dependency>
            <groupId>org.junit.jupiter</groupId>
            <artifactId>junit-jupiter</artifactId>
            <scope>test</scope>
          </dependency>
        </dependencies>
      </project>
      """;

  private static final String PROGRAM =
      """
      public class Greeting {
        static String text() {
          return "hello";
        }
      }
      """;

  private static final String TEST =
      """
      import static org.junit.jupiter.api.Assertions.assertEquals;

      import org.junit.jupiter.api.Test;

      class GreetingTest {
        @Test
        void greets() {
          assertEquals("hello", Greeting.text());
          System.out.println("tested");
        }
      }
      """;
}
