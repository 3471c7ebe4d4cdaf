package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Hostile;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Cli;
import io.tidemark.it.support.HostileClass;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MetricsText;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A class, a field, a method and a thread whose names hold quotes, newlines, markup, an escape
 * character and characters of four bytes: they come out as text, wherever they come out.
 */
class HostileNamesIT {

  @TempDir Path folder;

  @Test
  void namesAreOnlyText() throws Exception {
    Path type = Files.write(folder.resolve("class"), HostileClass.bytes());
    try (AgentJvm jvm =
        Launch.on(Jdk.first())
            .flags("-XX:+EnableDynamicAgentLoading")
            .options("retained.hold=1s", "retained.min-bytes=16KiB", "site.min-slots=4096")
            .main(Hostile.class, type.toString())
            .start()) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      Poll.until("flagged", client::census, HostileNamesIT::isFlagged);
      // the sweeps look for holders once a minute, and may have done so between the two flags
      Tool.Result scan = Cli.of(jvm.jdk()).run(jvm, "scan");
      assertThat(scan.exitCode()).as("%s", scan).isZero();
      CensusView census = client.freshCensus();
      assertThat(census.of(HostileClass.NAME))
          .singleElement()
          .satisfies(
              map -> {
                assertThat(map.site()).isEqualTo(HostileClass.NAME + "." + HostileClass.METHOD);
                assertThat(map.holder()).isEqualTo(HostileClass.NAME + "." + HostileClass.FIELD);
              });
      assertThat(census.of(Hostile.Local.class.getName()).get(0).holder())
          .contains("'<i>\uD83C\uDF0A");
      assertMetrics(client);
      String page = client.get("/").body();
      assertThat(page)
          .contains("&lt;img src=x onerror=alert(1)&gt;", "\uD83C\uDF0A")
          .doesNotContain("<img", "f<b>", "'<i>", "\u001b");
      assertReport(jvm);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stderr()).hasSize(1);
    }
  }

  private static boolean isFlagged(CensusView census) {
    return List.of(HostileClass.NAME, Hostile.Local.class.getName()).stream()
        .allMatch(type -> census.of(type).size() == 1 && census.of(type).get(0).retainedEmpty());
  }

  private void assertMetrics(CensusClient client) throws Exception {
    String text = client.get("/metrics").body();
    assertThat(MetricsText.parse(text).of("tidemark_site_maps"))
        .anyMatch(row -> row.labels().get("site").contains("<img src=x"));
    Path scrape = Files.writeString(folder.resolve("scrape"), text);
    Tool.Result check =
        Tool.run(List.of(Tool.onPath("promtool"), "check", "metrics"), Map.of(), scrape.toFile());
    assertThat(check.exitCode()).as("%s", check).isZero();
    assertThat(check.stderr()).isEmpty();
  }

  private static void assertReport(AgentJvm jvm) {
    Tool.Result report = Cli.of(jvm.jdk()).run(jvm, "report");
    assertThat(report.exitCode()).as("%s", report).isZero();
    assertThat(report.stdout())
        .anyMatch(line -> line.contains("<img src=x"))
        .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
  }
}
