package io.tidemark.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.config.Load;
import io.tidemark.exporter.Exporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterControlTest {

  private final ExporterControl exporter = new ExporterControl();

  @TempDir private Path folder;

  @Test
  void whatCannotBeProtectedIsNotServedFromTheStartOnAndSaysSo() throws Exception {
    Path file =
        Files.writeString(folder.resolve("tidemark.yml"), "httpServer:\n  authentification: x\n");
    List<String> problems = new ArrayList<>();
    exporter.configure(Config.load("port=0,config=" + file, Map.of(), Map.of(), problems::add));
    assertThat(problems).isNotEmpty();
    assertThat(System.getProperty(Exporter.PROBLEM_PROPERTY))
        .isEqualTo("the protection that httpServer asks for can't be given");
    assertThat(System.getProperty(Exporter.PORT_PROPERTY)).isNull();
    exporter.stop();
    assertThat(System.getProperty(Exporter.PROBLEM_PROPERTY)).isNull();
  }

  @Test
  void theSameConfigurationIsTriedAgainWhereItDidNotServe() throws Exception {
    Path store = folder.resolve("server.p12");
    Path file =
        Files.writeString(
            folder.resolve("tidemark.yml"),
            """
            httpServer:
              ssl:
                keyStore: {filename: %s, password: changeit, type: PKCS12}
            """
                .formatted(store));
    Config config = Load.flawless("port=0,config=" + file);
    awaitAfter(() -> exporter.configure(config), Exporter.PROBLEM_PROPERTY);
    keytool(store);
    awaitAfter(() -> exporter.configure(config), Exporter.PORT_PROPERTY);
    exporter.stop();
    assertThat(System.getProperty(Exporter.PORT_PROPERTY)).isNull();
  }

  /** Asks again and again: the exporter needs a moment to give up. */
  private static void awaitAfter(Runnable asked, String property) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.getProperty(property) == null) {
      assertThat(System.nanoTime()).as(property).isLessThan(end);
      asked.run();
      Thread.sleep(100);
    }
  }

  private static void keytool(Path store) throws Exception {
    String arguments =
        "-genkeypair -alias server -dname CN=localhost -keyalg EC -storepass changeit"
            + " -storetype PKCS12 -keystore ";
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of((arguments + store).split(" ")));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
