package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.ManySites;
import io.tidemark.it.programs.Unloaded;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MetricsText;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.SiteClasses;
import io.tidemark.it.support.Soundness;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Sites that are many, and sites whose class is gone before they are named. */
class SitesIT {

  private static final int SITES = ManySites.CLASSES * ManySites.LINES;

  /** By default: 20 at the top, four times as many that left it, "other" and "unknown". */
  private static final int MOST_ROWS_A_TYPE = 20 + 4 * 20 + 2;

  @TempDir static Path folder;

  @BeforeAll
  static void makeClasses() {
    SiteClasses.write(folder);
  }

  @OnEachJdk
  void aHundredThousandSitesAreNamedOrCountedAsRefusedAndFewAreExported(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .options("track.min-slots=32", "site.min-slots=32", "track.max-maps=200000")
            .classPath(Launch.testClasses() + File.pathSeparator + folder)
            .main(ManySites.class)
            .start()) {
      CensusClient client = jvm.ready();
      jvm.run("grow");
      CensusView census = client.freshCensus();
      List<CensusView.Row> maps = census.of(ManySites.Grown.class);
      Set<String> named =
          maps.stream()
              .map(CensusView.Row::site)
              .filter(site -> site.startsWith("Site"))
              .collect(Collectors.toSet());
      MetricsText metrics = client.metrics();
      double refusedMaps = metrics.sum("tidemark_maps_refused_total");
      double refusedSites = metrics.sum("tidemark_sites_refused_total");
      System.out.printf(
          "%s: %d maps tracked, %.0f refused; %d sites named, %.0f refused%n",
          jdk, maps.size(), refusedMaps, named.size(), refusedSites);
      assertThat(maps.size() + refusedMaps).isGreaterThanOrEqualTo(SITES);
      assertThat(named.size() + refusedSites + refusedMaps).isGreaterThanOrEqualTo(SITES);
      assertThat(named).isNotEmpty();
      assertThat(census.rows())
          .as("Tidemark's own map of names, whose hook is called in the midst of an adoption")
          .anyMatch(map -> isLinked(map) && map.entries() >= named.size());
      assertThat(metrics.sum("tidemark_sites_tracked")).isGreaterThanOrEqualTo(named.size());
      assertThat(metrics.of("tidemark_site_maps"))
          .filteredOn(row -> row.labels().get("map_type").equals("HashMap"))
          .hasSizeLessThanOrEqualTo(MOST_ROWS_A_TYPE);
      assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).containsExactly("done grow");
    }
  }

  private static boolean isLinked(CensusView.Row map) {
    return map.className().equals(LinkedHashMap.class.getName());
  }

  @OnEachJdk
  void aClassThatIsDroppedWhileItsSiteIsNamedIsUnloadedAndNamed(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .options("track.min-slots=1024", "site.min-slots=1024", "retained.hold=200ms")
            .main(Unloaded.class)
            .start()) {
      CensusClient client = jvm.ready();
      jvm.run("grow");
      jvm.run("await");
      String site = Unloaded.Grower.class.getName() + ".accept:";
      assertThat(client.freshCensus().rows())
          .filteredOn(map -> map.site().startsWith(site))
          .hasSize(Unloaded.LOADERS)
          .allMatch(map -> map.entries() == 1000);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout())
          .containsExactly(
              "done grow", "all " + Unloaded.LOADERS + " loaders are unloaded", "done await");
      assertThat(jvm.stderr()).hasSize(1);
    }
  }
}
