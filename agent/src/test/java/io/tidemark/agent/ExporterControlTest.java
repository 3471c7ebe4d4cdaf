package io.tidemark.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.agent.config.Config;
import io.tidemark.exporter.Exporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
}
