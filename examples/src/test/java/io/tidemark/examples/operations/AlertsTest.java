package io.tidemark.examples.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks what an operator deploys with Prometheus' own tool, as Debian's prometheus brings it. */
class AlertsTest {

  private static final Path FOLDER = Path.of("prometheus");

  private static void promtool(String... words) throws InterruptedException {
    List<String> command = Stream.concat(Stream.of("promtool"), Stream.of(words)).toList();
    Process process;
    String output;
    try {
      process =
          new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
      output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      fail("promtool can't be run: bin/verify installs it, with Debian's package prometheus", e);
      return;
    }
    assertThat(process.waitFor()).as("%s%n%s", String.join(" ", command), output).isZero();
  }

  private static List<String> names(String file, String pattern) throws IOException {
    Matcher matcher =
        Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(FOLDER.resolve(file)));
    return matcher.results().map(found -> found.group(1)).distinct().toList();
  }

  @Test
  void theConfigurationIsValid() throws Exception {
    promtool("check", "config", "prometheus.yml");
  }

  @Test
  void theAlertsAreValid() throws Exception {
    promtool("check", "rules", "--lint=all", "--lint-fatal", "tidemark-alerts.yml");
  }

  @Test
  void theAlertsFireAndResolveAsTheirTestsSay() throws Exception {
    promtool("test", "rules", "tidemark-alerts-test.yml");
  }

  @Test
  void everyAlertIsTestedBothFiringAndNotFiring() throws Exception {
    List<String> alerts = names("tidemark-alerts.yml", "- alert: (\\w+)$");

    assertThat(alerts).isNotEmpty();
    assertThat(
            names("tidemark-alerts-test.yml", "alertname: (\\w+)\\n +exp_alerts:\\n +- exp_labels"))
        .containsExactlyInAnyOrderElementsOf(alerts);
    assertThat(names("tidemark-alerts-test.yml", "alertname: (\\w+)\\n +exp_alerts: \\[]"))
        .containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  void noAlertRestsOnResidentMemory() throws Exception {
    assertThat(Files.readString(FOLDER.resolve("tidemark-alerts.yml")))
        .doesNotContain("resident_memory");
  }
}
