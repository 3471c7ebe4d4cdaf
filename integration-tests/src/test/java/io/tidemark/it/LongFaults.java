package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.Descriptors;
import io.tidemark.it.programs.Huge;
import io.tidemark.it.programs.Meddler;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.ArraySizes;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Debugger;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MetricsText;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Ports;
import io.tidemark.it.support.Soundness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/**
 * Faults that take long or much memory. Not among the usual tests: {@code mvn verify -Plong} runs
 * it.
 */
class LongFaults {

  private static final int CAP = 50_000;

  @OnEachJdk
  void tablesOf128MillionSlotsAreCountedToTheByteAndFlagged(Jdk jdk) {
    String[] flags = {"-Xmx3g", "-XX:+UseParallelGC"};
    try (AgentJvm jvm =
        Launch.on(jdk).flags(flags).options("retained.hold=1s").main(Huge.class).start()) {
      CensusClient client = jvm.ready();
      jvm.run("grown");
      jvm.run("presized");
      jvm.run("empty");
      long bytes = ArraySizes.of(jdk, List.of(flags)).bytes(Huge.SLOTS);
      for (Class<?> type : List.of(Huge.Grown.class, Huge.Presized.class)) {
        CensusView.Row map =
            Poll.until(
                    type + " is flagged",
                    client::census,
                    view -> view.of(type).get(0).retainedEmpty())
                .of(type)
                .get(0);
        assertThat(map.slots()).isEqualTo(Huge.SLOTS);
        assertThat(map.entries()).isEqualTo(10);
        assertThat(map.tableBytes()).isEqualTo(bytes);
      }
      assertThat(client.metrics().sum("tidemark_retained_empty_table_bytes"))
          .isGreaterThanOrEqualTo(2.0 * bytes);
      assertHealthyAndReady(client);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout())
          .filteredOn(line -> !line.startsWith("done"))
          .containsExactly("130000 entries", "130000 entries", "10 entries", "10 entries");
    }
  }

  @OnEachJdk
  void ofTwoHundredThousandMapsFiftyThousandAreTrackedAndTheRestIsCountedAsRefused(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .flags("-Xmx1g")
            .options("track.min-slots=64", "track.max-maps=" + CAP)
            .main(Huge.class)
            .start()) {
      CensusClient client = jvm.ready();
      jvm.run("many");
      CensusView census = client.freshCensus();
      MetricsText metrics = client.metrics();
      double refused = metrics.sum("tidemark_maps_refused_total");
      System.out.printf(
          "%s: %d maps in the census, %s; the registry takes %.0f bytes%n",
          jdk,
          census.totalMaps(),
          metrics.of("tidemark_maps_refused_total"),
          metrics.sum("tidemark_agent_memory_bytes"));
      // those of the JVM's own that were collected meanwhile have left
      assertThat(census.totalMaps()).isBetween(CAP - 1000L, (long) CAP);
      assertThat(census.of(Huge.Small.class).size() + refused).isGreaterThanOrEqualTo(Huge.MAPS);
      assertThat(refused).isLessThan(Huge.MAPS - CAP + 1000.0);
      assertHealthyAndReady(client);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).containsExactly(Huge.MAPS + " maps", "done many");
    }
  }

  @OnEachJdk
  void whenTheSweepThreadEndsNeitherHealthyNorReadyIsSaid(Jdk jdk) {
    int port = Ports.free();
    try (AgentJvm jvm =
        Launch.on(jdk).flags(Debugger.flag(port)).main(Application.class, "6").start()) {
      CensusClient client = jvm.ready();
      Debugger.setTrue(port, "tidemark-sweep", "SweepLoop", "stopped");
      Poll.untilAsserted(
          "not healthy",
          () -> {
            assertThat(client.get("/-/healthy").statusCode()).isEqualTo(503);
            assertThat(client.get("/-/ready").statusCode()).isEqualTo(503);
          });
      System.out.println(jdk + ": " + client.get("/-/healthy").body().strip());
      assertThat(client.get("/metrics").statusCode()).isEqualTo(200);
      jvm.run("work");
      assertThat(jvm.quit()).isEqualTo(6);
      assertThat(jvm.stdout()).containsExactly("application runs", "20000 entries", "done work");
      assertThat(jvm.stderr()).hasSize(1);
    }
  }

  @OnEachJdk
  void whoInterruptsAllThreadsThatItFindsEndsNothingOfTheAgentsForLong(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).main(Meddler.class).start()) {
      CensusClient client = jvm.ready();
      jvm.run("interrupt");
      Poll.untilAsserted("served again", () -> assertHealthyAndReady(client));
      new CensusClient(client.base()).freshCensus();
      jvm.run("interrupt");
      Poll.untilAsserted("served again", () -> assertHealthyAndReady(client));
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout())
          .containsExactly("spinning false", "done interrupt", "spinning false", "done interrupt");
      assertThat(jvm.stderr()).allMatch(line -> line.startsWith("tidemark: "));
    }
  }

  /** Out of descriptors the server ends, and meanwhile somebody else takes its port. */
  @OnEachJdk
  void aPortThatIsTakenLaterIsServedWhenItIsFreeAgain(Jdk jdk) throws IOException {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .by(List.of("prlimit", "--nofile=200:200"))
            .main(Descriptors.class)
            .options("port=" + Ports.free())
            .start()) {
      CensusClient client = jvm.ready();
      int port = URI.create(client.base().toString()).getPort();
      jvm.run("take");
      try (Socket oneMore = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
        assertThat(oneMore.isConnected()).isTrue();
        Poll.until("the port is free", () -> Ports.accepts(port), accepts -> !accepts);
      }
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        assertThat(taken.isBound()).isTrue();
        jvm.run("release");
        Poll.until(
            "said",
            jvm::stderr,
            lines -> lines.stream().anyMatch(line -> line.contains("Address already in use")));
      }
      Poll.untilAsserted("served again", () -> assertHealthyAndReady(client));
      Soundness.assertSound(new CensusClient(client.base()));
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout())
          .containsExactly("no descriptor is left: true", "done take", "done release");
      System.out.println(String.join("\n", jvm.stderr()));
      assertThat(jvm.stderr()).allMatch(line -> line.startsWith("tidemark: "));
    }
  }

  private static void assertHealthyAndReady(CensusClient client) {
    assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
    assertThat(client.get("/-/ready").statusCode()).isEqualTo(200);
  }
}
