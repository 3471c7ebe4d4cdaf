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
    Path loaded = folder.resolve("loaded.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+load:file=" + loaded + ".load::filecount=0");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Application.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
    List<String> classes = Files.readAllLines(Path.of(loaded + ".load"));
    assertThat(classes).anyMatch(line -> line.contains("io.tidemark.exporter.Exporter "));
    assertThat(classes)
        .noneMatch(line -> line.contains(" java.util.logging."))
        .noneMatch(line -> line.contains(" java.lang.System$LoggerFinder"))
        .noneMatch(line -> line.contains(" com.sun.jmx.mbeanserver.JmxMBeanServer "))
        .noneMatch(line -> line.contains(" com.sun.jna."));
  }
}
