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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real Prometheus finds in an unmodified real server under the packaged jar is what a heap
 * dump of that JVM shows: every map at or over the threshold, with equal slots, entries and bytes.
 *
 * <p>Maps whose table was made by the JVM's own start, before the weaving was done, are not in the
 * census as long as they do not grow. They are known from a dump of a JVM without Tidemark that is
 * held back at the same point, before its main class; a few more are made or grow while Tidemark
 * itself is loaded. Whatever is missing is printed.
 */
class GroundTruthIT {

  private static final int MIN_SLOTS = 256;
  private static final int DEFAULT_MIN_SLOTS = 4096;
  private static final int ROUNDS = 10;

  /** Maps of the JVM that class loading makes or grows: the agent's own classes are loaded, too. */
  private static final Set<String> OF_CLASS_LOADING =
      Set.of(
          "java.lang.ClassLoader.parallelLockMap",
          "java.lang.invoke.MethodType$ConcurrentWeakInternSet.map",
          "jdk.internal.jimage.ImageReader$SharedImageReader.nodes",
          "jdk.internal.util.ReferencedKeyMap.map");

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
    List<MapFacts> start = mapsOfTheJvmsStart(jdk);
    Launch launch = Launch.on(jdk).flags("-Xmx512m").options("track.min-slots=" + MIN_SLOTS);
    server.describe(launch, folder);
    try (AgentJvm jvm = launch.start()) {
      CensusClient client = jvm.ready();
      try (Prometheus prometheus = Prometheus.scraping(client.base(), folder)) {
        server.drive(jvm);
        compareAtRest(jvm, client, prometheus, start);
      }
      Soundness.assertSound(client);
    }
  }

  private List<MapFacts> mapsOfTheJvmsStart(Jdk jdk) throws IOException {
    Path parked = Files.createFile(folder.resolve("parked"));
    try (AgentJvm jvm =
        Launch.on(jdk)
            .withoutAgent()
            .flags("-Xmx512m", "-Dit.park=" + parked)
            .agentAfter(Jars.agent(ParkAgent.class))
            .main(ParkAgent.class)
            .start()) {
      jvm.awaitStdout("parked");
      return HeapDump.take(jvm, folder).maps(MIN_SLOTS);
    }
  }

  private void compareAtRest(
      AgentJvm jvm, CensusClient client, Prometheus prometheus, List<MapFacts> start) {
    for (int round = 0; round < ROUNDS; round++) {
      HeapDump dump = HeapDump.take(jvm, folder);
      List<MapFacts> dumped = dump.maps(MIN_SLOTS);
      List<MapFacts> census = client.freshCensus().facts();
      prometheus.awaitCensusAfter(Instant.now().toEpochMilli() / 1000.0);
      Map<String, Map<String, Double>> scraped = sumsByType(prometheus);
      // only where nothing moved meanwhile are the three of the same moment
      if (without(dumped, HeapDump.take(jvm, folder).maps(MIN_SLOTS)).isEmpty()) {
        List<MapFacts> mayBeMissing = new ArrayList<>(start);
        mayBeMissing.addAll(dump.mapsHeldBy(OF_CLASS_LOADING, MIN_SLOTS));
        assertEqual(jvm, dumped, census, scraped, mayBeMissing);
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
      List<MapFacts> mayBeMissing) {
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
    assertThat(without(tablesOf(missing), tablesOf(mayBeMissing)))
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
