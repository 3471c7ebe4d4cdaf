package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Bygone;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Cli;
import io.tidemark.it.support.H2Server;
import io.tidemark.it.support.HolderTruth;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.JvmFlags;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MapFacts;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.RealServer;
import io.tidemark.it.support.SameMoment;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.Tool;
import io.tidemark.it.support.ZooKeeperServer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attached to a JVM that knew nothing of it, by the command line, Tidemark finds the maps that a
 * heap dump shows, no fewer and no more, and names who holds them as the dump has it.
 */
class LateAttachIT {

  /** The tables that the plain program makes. */
  private static final int PROGRAM_SLOTS = 1024;

  private static final int SERVER_SLOTS = 256;

  /** A scan looks for the holders of a hundred maps. */
  private static final int MOST_SCANS = 5;

  private static final String USUAL_COLLECTOR = "-XX:+UseG1GC";

  @TempDir Path folder;

  /** Without -Plong, every collector on the first and the newest JDK, and G1 on those between. */
  static Stream<Arguments> collectors() {
    Jdk newest = Jdk.matrix().max(Comparator.comparing(Jdk::feature)).orElseThrow();
    Set<Jdk> thorough = Set.copyOf(List.of(Jdk.first(), newest));
    if (JvmFlags.allAsked() || Jdk.matrix().allMatch(thorough::contains)) {
      return Jdk.collectors();
    }
    System.out.println("NOT RUN without -Plong: LateAttachIT with each collector on each JDK");
    return Jdk.collectors()
        .filter(pair -> thorough.contains(pair.get()[0]) || pair.get()[1].equals(USUAL_COLLECTOR));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("collectors")
  void everyKindOfMapThatWasEmptiedBefore(Jdk jdk, String collector) {
    Launch launch =
        Launch.on(jdk)
            .flags(
                collector,
                "-Xmx512m",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED")
            .main(Bygone.class, Integer.toString(PROGRAM_SLOTS));
    try (AgentJvm jvm = launch.withoutAgent().start()) {
      jvm.run("make");
      jvm.run("drop");
      CensusClient client = attach(jvm, PROGRAM_SLOTS);
      CensusView first = client.census();
      // a walk over the heap may find garbage, but nothing says that it lives
      assertThat(first.of(Bygone.Dropped.class))
          .allSatisfy(
              dropped -> {
                assertThat(dropped.liveness()).isEqualTo("unconfirmed");
                assertThat(dropped.holder()).isEmpty();
              });
      System.out.printf(
          "%s %s: %d maps at once, %d of them garbage%n",
          jdk, collector, first.rows().size(), first.of(Bygone.Dropped.class).size());
      HolderTruth holders = assertTrue(jvm, client, PROGRAM_SLOTS);
      assertThat(holders.verified()).hasSizeGreaterThan(100);
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void theMapsOfAnH2ServerThatWorked(Jdk jdk) throws Exception {
    assertTrue(jdk, new H2Server());
  }

  @OnEachJdk
  void theMapsOfAZooKeeperServerThatWorked(Jdk jdk) throws Exception {
    assertTrue(jdk, new ZooKeeperServer());
  }

  private void assertTrue(Jdk jdk, RealServer server) throws Exception {
    Launch launch = Launch.on(jdk).flags("-Xmx512m").withoutAgent();
    server.describe(launch, folder);
    try (AgentJvm jvm = launch.start()) {
      server.drive(jvm);
      HolderTruth holders = assertTrue(jvm, attach(jvm, SERVER_SLOTS), SERVER_SLOTS);
      assertThat(holders.verified()).isNotEmpty();
    }
  }

  private static CensusClient attach(AgentJvm jvm, int minSlots) {
    Tool.Result attach =
        Cli.of(jvm.jdk())
            .run(
                jvm,
                "attach",
                "port=0",
                "sweep.interval=200ms",
                "track.min-slots=" + minSlots,
                "retained.min-bytes=0",
                "discovery=always",
                "discovery.max-pause=10s");
    assertThat(attach.exitCode()).as("%s", attach).isZero();
    assertThat(attach.stdout()).anyMatch(line -> line.startsWith("discovery: complete"));
    return jvm.ready();
  }

  /** All that the census says of maps that are not in the dump. */
  private static List<CensusView.Row> rowsOf(SameMoment moment, List<MapFacts> dumped) {
    return moment.census().rows().stream().filter(row -> !dumped.contains(row.facts())).toList();
  }

  private HolderTruth assertTrue(AgentJvm jvm, CensusClient client, int minSlots) {
    nameAllHolders(jvm, client);
    SameMoment moment = SameMoment.of(jvm, client, folder, minSlots);
    List<MapFacts> dumped = moment.dump().maps(minSlots);
    List<MapFacts> census = moment.census().facts();
    assertThat(SameMoment.without(census, dumped))
        .as("in the census, not in the dump: %s", rowsOf(moment, dumped))
        .isEmpty();
    assertThat(SameMoment.without(dumped, census)).as("in the dump, not in the census").isEmpty();
    List<CensusView.Row> suspects = moment.census().suspects();
    HolderTruth holders = HolderTruth.of(moment.dump(), suspects, minSlots);
    System.out.printf(
        "%s %s: %d maps in the dump and in the census, %d holders verified, %d not in such a dump,"
            + " none named: %s%n",
        jvm.jdk(),
        jvm.flags(),
        dumped.size(),
        holders.verified().size(),
        holders.hidden().size(),
        holders.unnamed());
    assertThat(holders.wrong()).as("holders that are not in the dump").isEmpty();
    assertThat(holders.verified().size() + holders.hidden().size() + holders.unnamed().size())
        .isEqualTo(suspects.size());
    assertThat(HolderTruth.of(moment.dump(), misnamed(suspects), minSlots).verified())
        .as("what no dump can show")
        .isEmpty();
    Soundness.assertSound(client);
    return holders;
  }

  /** With one letter more in the first field that is named. */
  private static List<CensusView.Row> misnamed(List<CensusView.Row> rows) {
    return rows.stream()
        .filter(row -> !row.holder().isEmpty())
        .map(row -> row.heldBy(row.holder().replaceFirst("[.][a-zA-Z0-9$]+(?=$|[:\\[ ])", "$0x")))
        .toList();
  }

  private static void nameAllHolders(AgentJvm jvm, CensusClient client) {
    long before = Long.MAX_VALUE;
    long unnamed = unnamed(client);
    for (int scans = 0; scans < MOST_SCANS && unnamed < before; scans++) {
      Tool.Result scan = Cli.of(jvm.jdk()).run(jvm, "scan");
      assertThat(scan.exitCode()).as("%s", scan).isZero();
      before = unnamed;
      unnamed = unnamed(client);
    }
  }

  private static long unnamed(CensusClient client) {
    return client.census().suspects().stream().filter(row -> row.holder().isEmpty()).count();
  }
}
