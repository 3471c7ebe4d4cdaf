package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Retained;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person who opens the page in a browser sees the flagged map. */
class PageIT {

  @Test
  void theBrowserShowsTheFlaggedMapAndLinksToTheRest() throws IOException {
    try (AgentJvm jvm =
        Launch.on(Jdk.first()).options("retained.hold=1s").main(Retained.class).start()) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      CensusView census =
          Poll.until(
              "flagged",
              client::census,
              view -> view.of(Retained.OnceLarge.class).stream().anyMatch(m -> m.retainedEmpty()));
      CensusView.Row map = census.of(Retained.OnceLarge.class).get(0);
      assertThat(map.site()).startsWith(Retained.class.getName() + ".make:");
      assertThat(map.slots()).isEqualTo(1 << 19);

      Tool.Result page = browse(client.base().toString());
      assertThat(page.exitCode()).as("%s", page.stderr()).isZero();
      String dom = String.join("\n", page.stdout());
      assertThat(dom)
          .contains(Retained.OnceLarge.class.getName())
          .contains(map.site())
          .contains("metrics\"")
          .contains("api/census");
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  private static Tool.Result browse(String address) throws IOException {
    // it may still write into its profile when it has ended, so that nobody can delete it then
    Path profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium");
    return Tool.run(
        List.of(
            Tool.onPath("chromium"),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--user-data-dir=" + profile,
            "--dump-dom",
            address));
  }
}
