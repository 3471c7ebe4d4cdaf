package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.CaptureAgent;
import io.tidemark.it.programs.Excursions;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Attach;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;

/** The woven code changes with the configuration, and comes back where another agent drops it. */
class ReconfigureIT {

  private static final String ALWAYS =
      "sweep.interval=1s,retained.hold=3s,retained.min-bytes=16KiB,port=";

  private static final Predicate<String> WOVEN_AGAIN =
      line -> line.endsWith("another agent had the maps' code changed: they are woven again");

  @OnEachJdk
  void thresholdAndFillLimitChangeAtRunTime(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .options("sweep.interval=1s", "retained.hold=3s", "retained.min-bytes=16KiB")
            .main(Excursions.class)
            .start()) {
      CensusClient client = jvm.ready();
      int port = URI.create(client.base().toString()).getPort();
      jvm.run("make");
      awaitFlagged(client);

      reconfigure(jvm, port, ",retained.max-fill=0.1");
      Poll.until("no flag", client::census, census -> !subject(census).get(0).retainedEmpty());

      // the limit is 6144 now, so an excursion to 5000 does not show
      reconfigure(jvm, port, ",retained.max-fill=0.5");
      awaitFlagged(client);
      jvm.run("excursion");
      assertThat(subject(client.freshCensus()).get(0).retainedEmpty()).isTrue();

      // and with the default of 3072 it does, though no sweep sees it
      reconfigure(jvm, port, "");
      awaitFlagged(client);
      jvm.run("excursion");
      assertThat(subject(client.freshCensus()).get(0).retainedEmpty()).isFalse();

      reconfigure(jvm, port, ",track.min-slots=32768");
      Poll.until("not tracked", client::census, census -> subject(census).isEmpty());
      reconfigure(jvm, port, "");
      Poll.until("tracked again", client::census, census -> subject(census).size() == 1);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void mapsThatWereTooSmallAreLookedForOnceTheyAreNot(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .options("sweep.interval=1s", "track.min-slots=32768")
            .main(Excursions.class)
            .start()) {
      CensusClient client = jvm.ready();
      int port = URI.create(client.base().toString()).getPort();
      jvm.run("make");
      assertThat(subject(client.freshCensus())).isEmpty();
      reconfigure(jvm, port, "");
      Poll.until("discovered", client::census, census -> subject(census).size() == 1);
      assertThat(subject(client.census()).get(0).origin()).isEqualTo("discovered");
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void hooksThatAnotherAgentTakesAwayComeBackAndWhatGrewMeanwhileIsFound(
      Jdk jdk, @TempDir Path folder) {
    try (AgentJvm jvm = Launch.on(jdk).main(Excursions.class).start()) {
      CensusClient client = jvm.ready();
      Attach.load(jvm, Jars.agent(CaptureAgent.class), folder.toString());
      jvm.run("make");
      Poll.until("woven again", jvm::stderr, lines -> lines.stream().anyMatch(WOVEN_AGAIN));
      assertThat(subject(client.freshCensus())).hasSize(1);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  private static List<CensusView.Row> subject(CensusView census) {
    return census.of(Excursions.Subject.class);
  }

  private static void awaitFlagged(CensusClient client) {
    Poll.until(
        "flag",
        client::census,
        census -> subject(census).size() == 1 && subject(census).get(0).retainedEmpty());
  }

  private static void reconfigure(AgentJvm jvm, int port, String more) {
    Attach.load(jvm, Launch.tidemarkJar(), ALWAYS + port + more);
  }
}
