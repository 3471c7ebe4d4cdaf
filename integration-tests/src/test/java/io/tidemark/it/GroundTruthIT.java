package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.H2Server;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MapFacts;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Prometheus;
import io.tidemark.it.support.RealServer;
import io.tidemark.it.support.SameMoment;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.ZooKeeperServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real Prometheus finds in an unmodified real server under the packaged jar is what a heap
 * dump of that JVM shows: every map at or over the threshold, with equal slots, entries and bytes.
 */
class GroundTruthIT {

  private static final int MIN_SLOTS = 256;
  private static final int DEFAULT_MIN_SLOTS = 4096;
  @TempDir Path folder;

  @OnEachJdk
  void theH2ServersMapsAreThoseOfItsHeapDump(Jdk jdk) throws Exception {
    assertCensusIsTrue(jdk, new H2Server());
  }

  @OnEachJdk
  void theZooKeeperServersMapsAreThoseOfItsHeapDump(Jdk jdk) throws Exception {
    assertCensusIsTrue(jdk, new ZooKeeperServer());
  }

  private void assertCensusIsTrue(Jdk jdk, RealServer server) throws Exception {
    Launch launch = Launch.on(jdk).flags("-Xmx512m").options("track.min-slots=" + MIN_SLOTS);
    server.describe(launch, folder);
    try (AgentJvm jvm = launch.start()) {
      CensusClient client = jvm.ready();
      try (Prometheus prometheus = Prometheus.scraping(client.base(), folder)) {
        server.drive(jvm);
        Map<String, Map<String, Double>> scraped = new TreeMap<>();
        SameMoment moment =
            SameMoment.of(
                jvm,
                client,
                folder,
                MIN_SLOTS,
                () -> {
                  prometheus.awaitCensusAfter(Instant.now().toEpochMilli() / 1000.0);
                  scraped.putAll(sumsByType(prometheus));
                });
        assertEqual(jdk, moment, scraped);
      }
      Soundness.assertSound(client);
    }
  }

  private static void assertEqual(
      Jdk jdk, SameMoment moment, Map<String, Map<String, Double>> scraped) {
    List<MapFacts> dumped = moment.dump().maps(MIN_SLOTS);
    List<MapFacts> census = moment.census().facts();
    System.out.printf(
        "%s: %d maps in the dump (%d at or over %d slots), %d in the census%n",
        jdk,
        dumped.size(),
        dumped.stream().filter(map -> map.slots() >= DEFAULT_MIN_SLOTS).count(),
        DEFAULT_MIN_SLOTS,
        census.size());
    assertThat(SameMoment.without(census, dumped)).as("in the census, not in the dump").isEmpty();
    assertThat(SameMoment.without(dumped, census)).as("in the dump, not in the census").isEmpty();
    assertThat(dumped).filteredOn(map -> map.slots() >= DEFAULT_MIN_SLOTS).isNotEmpty();
    assertThat(scraped.get("tidemark_maps")).isEqualTo(sums(dumped, map -> 1));
    assertThat(scraped.get("tidemark_map_entries")).isEqualTo(sums(dumped, MapFacts::entries));
    assertThat(scraped.get("tidemark_map_table_slots")).isEqualTo(sums(dumped, MapFacts::slots));
    assertThat(scraped.get("tidemark_map_table_bytes"))
        .isEqualTo(sums(dumped, MapFacts::tableBytes));
  }

  private static Map<String, Map<String, Double>> sumsByType(Prometheus prometheus) {
    Map<String, Map<String, Double>> sums = new TreeMap<>();
    for (String metric :
        List.of(
            "tidemark_maps",
            "tidemark_map_entries",
            "tidemark_map_table_slots",
            "tidemark_map_table_bytes")) {
      Map<String, Double> byType = new TreeMap<>();
      // a type without maps may be shown as 0 or left out
      prometheus
          .awaitQuery("sum by (map_type) (" + metric + ") and on (map_type) tidemark_maps > 0")
          .forEach((labels, value) -> byType.put(labels.get("map_type"), value));
      sums.put(metric, byType);
    }
    return sums;
  }

  private static Map<String, Double> sums(List<MapFacts> maps, ToDoubleFunction<MapFacts> value) {
    return maps.stream()
        .collect(
            Collectors.groupingBy(MapFacts::type, TreeMap::new, Collectors.summingDouble(value)));
  }
}
