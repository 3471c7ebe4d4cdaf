package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.FirstMaps;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MapFacts;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.SameMoment;
import io.tidemark.it.support.Soundness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The maps that an application makes while the weaving runs beside it are in the census too. */
class FirstMapsIT {

  private static final int MIN_SLOTS = 4096;

  @TempDir Path folder;

  @OnEachJdk
  void theCensusIsTheHeapDumpHoweverEarlyAMapWasMade(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).flags("-Xmx512m").main(FirstMaps.class).start()) {
      int made = Integer.parseInt(jvm.awaitStdout("made ").split(" ")[1]);
      CensusClient client = jvm.ready();
      SameMoment moment = SameMoment.of(jvm, client, folder, MIN_SLOTS);
      List<MapFacts> dumped = moment.dump().maps(MIN_SLOTS);
      List<MapFacts> census = moment.census().facts();
      assertThat(dumped).hasSizeGreaterThanOrEqualTo(made);
      assertThat(SameMoment.without(census, dumped)).as("in the census, not in the dump").isEmpty();
      assertThat(SameMoment.without(dumped, census)).as("in the dump, not in the census").isEmpty();
      assertThat(moment.census().rows())
          .extracting(row -> row.origin())
          .contains("discovered", "grown");
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }
}
