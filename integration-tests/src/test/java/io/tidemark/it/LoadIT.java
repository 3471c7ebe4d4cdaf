package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.ManyMaps;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MetricsText;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Many maps, and maps that change thousands of times a second. */
class LoadIT {

  private static final int SAMPLES = 60;

  /** What the registry's index may keep for as many maps as the cap allows. */
  private static final double INDEX_BYTES = 1 << 20;

  /** What the few maps of the agent and the JVM may add meanwhile. */
  private static final double ALLOWANCE_BYTES = 64 << 10;

  @OnEachJdk
  void fiftyThousandMapsAreInTheCensusAsTheProgramMadeThemAndLeaveItWhenTheyAreDropped(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .options("track.min-slots=64", "track.max-maps=60000")
            .main(ManyMaps.class)
            .start()) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      assertPopulation(client.freshCensus(), ManyMaps.MAPS);
      MetricsText metrics = client.metrics();
      assertThat(metrics.sum("tidemark_maps")).isGreaterThanOrEqualTo(ManyMaps.MAPS);
      assertThat(metrics.of("tidemark_maps_refused_total"))
          .allSatisfy(refused -> assertThat(refused.value()).isZero());
      jvm.run("drop");
      Poll.untilAsserted(
          "half of the maps",
          () -> {
            // again and again, since a sweep holds each map for a moment
            jvm.run("gc");
            assertPopulation(client.freshCensus(), ManyMaps.MAPS / 2);
          });
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void mapsThatAreMadeAndDroppedLeaveTheCensusAndLittleMemoryBehind(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).options("track.min-slots=64").main(ManyMaps.class).start()) {
      CensusClient client = jvm.ready();
      double before = client.metrics().sum("tidemark_agent_memory_bytes");
      jvm.run("make-and-drop");
      Poll.untilAsserted(
          "none is left",
          () -> {
            jvm.run("gc");
            assertThat(client.freshCensus().of(ManyMaps.Small.class)).isEmpty();
            assertThat(client.metrics().sum("tidemark_agent_memory_bytes"))
                .isLessThan(before + INDEX_BYTES);
          });
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void mapsThatFillAndDrainThousandsOfTimesASecondCostBoundedMemory(Jdk jdk) throws Exception {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .options("track.min-slots=256", "retained.min-bytes=1KiB", "retained.hold=2s")
            .main(ManyMaps.class)
            .start()) {
      CensusClient client = jvm.ready();
      jvm.run("start");
      List<Double> memory = new ArrayList<>();
      for (int i = 0; i < SAMPLES; i++) {
        memory.add(client.metrics().sum("tidemark_agent_memory_bytes"));
        assertThat(client.census().flagged())
            .noneMatch(map -> map.className().startsWith(ManyMaps.class.getName() + "$Churned"));
        Thread.sleep(100);
      }
      jvm.run("stop");
      long rounds = Long.parseLong(jvm.awaitStdout("rounds ").split(" ")[1]);
      System.out.println(jdk + ": " + rounds + " rounds, agent memory " + memory);
      assertThat(rounds).isGreaterThan(1_000);
      double early = highest(memory.subList(0, SAMPLES / 2));
      double late = highest(memory.subList(SAMPLES / 2, SAMPLES));
      assertThat(late).as("%s", memory).isLessThan(1.5 * early + ALLOWANCE_BYTES);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  private static void assertPopulation(CensusView census, int maps) {
    for (Class<?> type : List.of(ManyMaps.Small.class, ManyMaps.SmallToo.class)) {
      Map<String, Long> found =
          census.of(type).stream()
              .collect(
                  Collectors.groupingBy(
                      map -> map.slots() + " slots, " + map.entries() + " entries",
                      TreeMap::new,
                      Collectors.counting()));
      assertThat(found).as("%s", type).isEqualTo(expected(type, maps / 10L));
    }
  }

  /** HashMaps have the even numbers of entries, ConcurrentHashMaps the odd ones. */
  private static Map<String, Long> expected(Class<?> type, long each) {
    Map<String, Long> expected = new TreeMap<>();
    for (int i = type == ManyMaps.Small.class ? 0 : 1; i < 10; i += 2) {
      expected.put("64 slots, " + (30 + i) + " entries", each);
    }
    return expected;
  }

  private static double highest(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
