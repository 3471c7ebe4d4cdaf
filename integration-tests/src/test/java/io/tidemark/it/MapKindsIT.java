package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.MapKinds;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Attach;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MapFacts;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.SameMoment;
import io.tidemark.it.support.Soundness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** However a map came to its table, the census has it as the heap dump has it. */
class MapKindsIT {

  private static final int MIN_SLOTS = 4096;
  private static final String ATTACH_OPTIONS =
      "port=0,sweep.interval=200ms,discovery.max-pause=1m,track.min-slots=" + MIN_SLOTS;

  @TempDir Path folder;

  @OnEachJdk
  void everyWayToMakeAMapIsSeen(Jdk jdk) {
    assertEveryKindIsSeen(jdk);
  }

  @OnEachJdk
  void everyWayToMakeAMapIsSeenInCompiledCodeWithoutCompressedReferences(Jdk jdk) {
    assertEveryKindIsSeen(jdk, "-Xcomp", "-XX:TieredStopAtLevel=1", "-XX:-UseCompressedOops");
  }

  @OnEachJdk
  void everyMapThatWasThereBeforeAnAttachIsFound(Jdk jdk) {
    Launch plain = Launch.on(jdk).withoutAgent().flags("-XX:+EnableDynamicAgentLoading");
    try (AgentJvm jvm = plain.main(MapKinds.class).start()) {
      jvm.run("make");
      jvm.run("arm");
      Attach.load(jvm, Launch.tidemarkJar(), ATTACH_OPTIONS);
      CensusClient client = jvm.ready();
      // only the native library can say so
      Poll.until(
          "complete", () -> client.metrics().sum("tidemark_discovery_complete"), is -> is == 1);
      assertCensusIsTheDump(jvm, client);
    }
  }

  private void assertEveryKindIsSeen(Jdk jdk, String... flags) {
    Launch launch = Launch.on(jdk).flags(flags).options("track.min-slots=" + MIN_SLOTS);
    try (AgentJvm jvm = launch.main(MapKinds.class).start()) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      jvm.run("arm");
      assertCensusIsTheDump(jvm, client);
    }
  }

  private void assertCensusIsTheDump(AgentJvm jvm, CensusClient client) {
    // the first answer loads classes, which grows maps of the JVM's own
    client.freshCensus();
    SameMoment moment = SameMoment.of(jvm, client, folder, MIN_SLOTS);
    List<MapFacts> dumped = moment.dump().maps(MIN_SLOTS);
    Soundness.assertIsTheDump(moment.census(), dumped);
    assertEveryPrintedKindIsIn(moment.census(), jvm.stdout());
    System.out.printf("%s: %d maps in the dump and in the census%n", jvm.jdk(), dumped.size());
    assertThat(jvm.stderr()).hasSize(1);
    Soundness.assertSound(client);
    assertThat(jvm.quit()).isZero();
  }

  private static void assertEveryPrintedKindIsIn(CensusView census, List<String> stdout) {
    List<String> kinds = stdout.stream().filter(line -> line.startsWith("kind ")).toList();
    assertThat(kinds).hasSizeGreaterThan(50);
    assertThat(kinds)
        .allSatisfy(
            line -> {
              String[] kind = line.split(" ");
              assertThat(census.rows())
                  .filteredOn(row -> row.type().equals(kind[2]))
                  .filteredOn(row -> row.entries() == Long.parseLong(kind[3]))
                  .hasSize(1);
            });
  }
}
