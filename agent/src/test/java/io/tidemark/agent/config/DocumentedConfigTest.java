package io.tidemark.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exporter.http.BasicAuth;
import io.tidemark.exporter.http.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration file of docs/operating.md is one that can be used as it is. */
class DocumentedConfigTest {

  private static final Path DOCUMENT = Path.of("../docs/operating.md");
  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

  @TempDir Path folder;

  private static List<String> examples() throws IOException {
    return YAML.matcher(Files.readString(DOCUMENT))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Test
  void theExampleProtectsThePort() throws IOException {
    assertThat(examples()).hasSize(1);
    Load load =
        Load.of()
            .yaml(folder, examples().get(0))
            .variable("KEY_STORE_PASSWORD", "k")
            .variable("SCRAPE_PASSWORD", "s");

    Config config = load.config();

    assertThat(load.lines).isEmpty();
    assertThat(config.host()).isEqualTo("0.0.0.0");
    Tls.Store keys = new Tls.Store("/etc/tidemark/server.p12", "k", Optional.empty());
    BasicAuth basic = new BasicAuth("prometheus", BasicAuth.PLAINTEXT, "s", Optional.empty(), 0, 0);
    assertThat(config.httpSecurity())
        .isEqualTo(
            new HttpSecurity(
                Optional.of(new Tls(keys, Optional.empty(), Optional.empty())),
                Optional.of(basic),
                false));
  }

  @Test
  void withoutItsPasswordsThePortStaysClosed() throws IOException {
    Load load = Load.of().yaml(folder, examples().get(0));

    assertThat(load.config().httpSecurity().closed()).isTrue();
    assertThat(load.lines)
        .hasSize(2)
        .allMatch(line -> line.endsWith("; the HTTP server stays closed until this is right"));
  }
}
