package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.MapKinds;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.HeapDump;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MapFacts;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Soundness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** However a map came to its table, the census has it as the heap dump has it. */
class MapKindsIT {

  private static final int MIN_SLOTS = 4096;

  @TempDir Path folder;

  @OnEachJdk
  void everyWayToMakeAMapIsSeen(Jdk jdk) {
    assertEveryKindIsSeen(jdk);
  }

  @OnEachJdk
  void everyWayToMakeAMapIsSeenInCompiledCodeWithoutCompressedReferences(Jdk jdk) {
    assertEveryKindIsSeen(jdk, "-Xcomp", "-XX:TieredStopAtLevel=1", "-XX:-UseCompressedOops");
  }

  private void assertEveryKindIsSeen(Jdk jdk, String... flags) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .flags(flags)
            .options("track.min-slots=" + MIN_SLOTS)
            .main(MapKinds.class)
            .start()) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      jvm.run("arm");
      List<MapFacts> dumped = HeapDump.take(jvm, folder).maps(MIN_SLOTS);
      CensusView census = client.freshCensus();
      assertThat(census.facts()).containsExactlyInAnyOrderElementsOf(dumped);
      assertThat(census.totalMaps()).isEqualTo(dumped.size());
      assertThat(census.totalTableBytes())
          .isEqualTo(dumped.stream().mapToLong(MapFacts::tableBytes).sum());
      assertEveryPrintedKindIsIn(census, jvm.stdout());
      assertThat(jvm.stderr()).hasSize(1);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
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
