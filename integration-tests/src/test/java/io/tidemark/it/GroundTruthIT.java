package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.ParkAgent;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.H2Server;
import io.tidemark.it.support.HeapDump;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MapFacts;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Prometheus;
import io.tidemark.it.support.RealServer;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.ZooKeeperServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real Prometheus finds in an unmodified real server under the packaged jar is what a heap
 * dump of that JVM shows: every map at or over the threshold, with equal slots, entries and bytes.
 *
 * <p>Maps whose table was made by the JVM's own start, before the weaving was done, are not in the
 * census as long as they do not grow. To know them, the server's main class is held back until
 * Tidemark is ready: what is missing then is all that may be missing ever, and it is printed.
 */
class GroundTruthIT {

  private static final int MIN_SLOTS = 256;
  private static final int DEFAULT_MIN_SLOTS = 4096;
  private static final int ROUNDS = 10;

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
    Path parked = Files.createFile(folder.resolve("parked"));
    Launch launch =
        Launch.on(jdk)
            .flags("-Xmx512m", "-Dit.park=" + parked)
            .options("track.min-slots=" + MIN_SLOTS)
            .agentAfter(Jars.agent(ParkAgent.class));
    server.describe(launch, folder);
    try (AgentJvm jvm = launch.start()) {
      CensusClient client = jvm.ready();
      List<MapFacts> before = missingBeforeMain(jvm, client);
      Files.delete(parked);
      try (Prometheus prometheus = Prometheus.scraping(client.base(), folder)) {
        server.drive(jvm);
        compareAtRest(jvm, client, prometheus, before);
      }
      Soundness.assertSound(client);
    }
  }

  private List<MapFacts> missingBeforeMain(AgentJvm jvm, CensusClient client) {
    HeapDump dump = HeapDump.take(jvm, folder);
    List<MapFacts> missing = without(dump.maps(MIN_SLOTS), client.freshCensus().facts());
    System.out.println(jvm.jdk() + ": made before the weaving: " + missing);
    dump.describeMaps(MIN_SLOTS).forEach(line -> System.out.println("  of " + line));
    return missing;
  }

  private void compareAtRest(
      AgentJvm jvm, CensusClient client, Prometheus prometheus, List<MapFacts> before) {
    for (int round = 0; round < ROUNDS; round++) {
      List<MapFacts> dumped = HeapDump.take(jvm, folder).maps(MIN_SLOTS);
      List<MapFacts> census = client.freshCensus().facts();
      prometheus.awaitCensusAfter(Instant.now().toEpochMilli() / 1000.0);
      Map<String, Map<String, Double>> scraped = sumsByType(prometheus);
      // only where nothing moved meanwhile are the three of the same moment
      if (without(dumped, HeapDump.take(jvm, folder).maps(MIN_SLOTS)).isEmpty()) {
        assertEqual(jvm, dumped, census, scraped, before);
        return;
      }
    }
    throw new AssertionError("the server did not come to rest in " + ROUNDS + " rounds");
  }

  private static void assertEqual(
      AgentJvm jvm,
      List<MapFacts> dumped,
      List<MapFacts> census,
      Map<String, Map<String, Double>> scraped,
      List<MapFacts> before) {
    List<MapFacts> missing = without(dumped, census);
    System.out.printf(
        "%s: %d maps in the dump (%d at or over %d slots), %d in the census, missing: %s%n",
        jvm.jdk(),
        dumped.size(),
        dumped.stream().filter(map -> map.slots() >= DEFAULT_MIN_SLOTS).count(),
        DEFAULT_MIN_SLOTS,
        census.size(),
        missing);
    assertThat(without(census, dumped)).as("in the census, not in the dump").isEmpty();
    assertThat(missing)
        .as("in the dump, not in the census: at or over the default threshold")
        .noneMatch(map -> map.slots() >= DEFAULT_MIN_SLOTS);
    assertThat(without(tablesOf(missing), tablesOf(before)))
        .as("in the dump, not in the census: made after the weaving")
        .isEmpty();
    List<MapFacts> expected = without(dumped, missing);
    assertThat(expected).filteredOn(map -> map.slots() >= DEFAULT_MIN_SLOTS).isNotEmpty();
    assertThat(scraped.get("tidemark_maps")).isEqualTo(sums(expected, map -> 1));
    assertThat(scraped.get("tidemark_map_entries")).isEqualTo(sums(expected, MapFacts::entries));
    assertThat(scraped.get("tidemark_map_table_slots")).isEqualTo(sums(expected, MapFacts::slots));
    assertThat(scraped.get("tidemark_map_table_bytes"))
        .isEqualTo(sums(expected, MapFacts::tableBytes));
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
          .query("sum by (map_type) (" + metric + ") and on (map_type) tidemark_maps > 0")
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

  private static List<String> tablesOf(List<MapFacts> maps) {
    return maps.stream().map(map -> map.className() + " " + map.slots()).toList();
  }

  /** The difference of two multisets. */
  private static <T> List<T> without(List<T> all, List<T> taken) {
    List<T> rest = new ArrayList<>(all);
    taken.forEach(rest::remove);
    return rest;
  }
}
