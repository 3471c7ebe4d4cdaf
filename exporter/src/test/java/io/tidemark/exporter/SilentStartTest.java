package io.tidemark.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own, since the tests' own JVM has long initialised everything. */
class SilentStartTest {
  @TempDir Path folder;

  /** What the application's JVM would do. */
  static final class Application {
    public static void main(String[] arguments) throws IOException {
      Properties before = (Properties) System.getProperties().clone();
      CompletableFuture<Integer> port = new CompletableFuture<>();
      Exporter exporter =
          Exporter.start(Started.ANY_PORT, line -> System.out.println(line), port::complete);
      exporter.publish(Fixtures.mixed());
      Client client = new Client(port.join());
      for (String path : List.of("/", "/metrics", "/api/census", "/-/healthy", "/-/ready")) {
        if (client.get(path).status() != 200) {
          throw new AssertionError(path);
        }
      }
      exporter.close();
      if (!System.getProperties().equals(before)) {
        Properties now = (Properties) System.getProperties().clone();
        now.entrySet().removeAll(before.entrySet());
        throw new AssertionError("system properties were changed: " + now);
      }
    }
  }

  @Test
  void nothingIsPrintedAndNoLoggingNorMBeanServerIsStarted() throws Exception {
    Path log = folder.resolve("initialised.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+init=info:file=" + log + "::filecount=0");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Application.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
    List<String> initialised =
        Files.readAllLines(log).stream().filter(line -> line.contains("Initializing '")).toList();
    assertThat(
            initialised.stream().anyMatch(line -> line.contains("'io/tidemark/exporter/Exporter'")))
        .isTrue();
    // Merely loaded, which the JDK's management does to LogManager, they do nothing.
    assertThat(
            initialised.stream()
                .filter(
                    line ->
                        line.contains("'java/util/logging/")
                            || line.contains("LoggerFinder")
                            || line.contains("MBeanServer'")
                            || line.contains("'com/sun/jna/")))
        .isEmpty();
  }
}
