package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.MapKinds;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Attach;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Diagnosis;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MapFacts;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Ports;
import io.tidemark.it.support.SameMoment;
import io.tidemark.it.support.Soundness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Tidemark that comes second configures the first anew, whichever jar it is loaded from: there is
 * one set of threads, one port, one line, and each map is counted once.
 */
class SecondTidemarkIT {

  private static final int MIN_SLOTS = 256;
  private static final String AGAIN = "port=0,sweep.interval=200ms,track.min-slots=" + MIN_SLOTS;

  @TempDir Path folder;

  @OnEachJdk
  void givenThreeTimesAndLoadedTwiceMore(Jdk jdk) throws IOException {
    Path copy = Files.copy(Launch.tidemarkJar(), folder.resolve("another.jar"));
    Launch launch =
        Launch.on(jdk)
            .flags("-XX:+EnableDynamicAgentLoading")
            .options("track.min-slots=" + MIN_SLOTS)
            .agentAfter(Launch.tidemarkJar(), AGAIN)
            .agentAfter(copy, AGAIN)
            .main(MapKinds.class);
    try (AgentJvm jvm = launch.start()) {
      jvm.ready();
      Attach.load(jvm, Launch.tidemarkJar(), AGAIN);
      jvm.run("make");
      Attach.load(jvm, copy, AGAIN);
      assertIsOne(jvm);
    }
  }

  private void assertIsOne(AgentJvm jvm) {
    CensusClient client = jvm.ready();
    jvm.run("arm");
    SameMoment moment = SameMoment.of(jvm, client, folder, MIN_SLOTS);
    List<MapFacts> dumped = moment.dump().maps(MIN_SLOTS);
    System.out.printf("%s: %d maps in the dump%n", jvm.jdk(), dumped.size());
    Soundness.assertIsTheDump(moment.census(), dumped);
    Soundness.assertSound(client);
    assertThat(Ports.of(jvm.pid())).containsExactly(client.base().getPort());
    assertThat(Diagnosis.of(jvm).agentThreads()).contains("tidemark-sweep").doesNotHaveDuplicates();
    assertThat(jvm.quit()).isZero();
    assertThat(jvm.stdout())
        .filteredOn(line -> !line.startsWith("kind "))
        .containsExactly("done make", "done arm");
    assertThat(jvm.stderr()).singleElement().asString().contains(client.base().toString());
  }
}
