package io.tidemark.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A program that says what maps it makes, run without Tidemark and under it: what it leaves is the
 * same, and the census is what the program, a heap dump and the JVM itself say.
 */
public final class SideBySide {

  private static final int MIN_SLOTS = 4096;
  private static final List<String> TABLES =
      List.of("java.util.HashMap$Node", "java.util.concurrent.ConcurrentHashMap$Node");

  private final Path folder;
  private final String[] commands;

  /**
   * @param folder for heap dumps
   * @param commands what the program is told, one after the other
   */
  public SideBySide(Path folder, String... commands) {
    this.folder = folder;
    this.commands = commands;
  }

  /**
   * Runs both and asserts all of it.
   *
   * @param without a launch without Tidemark
   * @param with the same under Tidemark
   * @return a census of each command, taken after it
   */
  public List<CensusView> assertSame(Launch without, Launch with) {
    Tool.Result expected = runWithout(without);
    List<CensusView> censuses = new ArrayList<>();
    // the walk over the heap, too, on every collector
    with.options("discovery=always", "discovery.max-pause=1m");
    try (AgentJvm jvm = with.start()) {
      CensusClient client = jvm.ready();
      for (String command : commands) {
        int before = jvm.stdout().size();
        jvm.run(command);
        List<String> stdout = jvm.stdout();
        censuses.add(trueCensus(jvm, client, stdout.subList(before, stdout.size())));
      }
      Soundness.assertSound(client);
      assertThat(client.metrics().sum("tidemark_discovery_complete")).isEqualTo(1);
      assertThat(jvm.quit()).isEqualTo(expected.exitCode());
      assertThat(withoutUptime(jvm.stdout())).isEqualTo(expected.stdout());
      Map<Boolean, List<String>> stderr =
          withoutUptime(jvm.stderr()).stream()
              .collect(Collectors.partitioningBy(line -> line.startsWith("tidemark")));
      assertThat(stderr.get(true)).singleElement().asString().contains(client.base().toString());
      assertThat(stderr.get(false)).isEqualTo(expected.stderr());
    }
    return censuses;
  }

  private Tool.Result runWithout(Launch launch) {
    try (AgentJvm jvm = launch.start()) {
      for (String command : commands) {
        jvm.run(command);
      }
      HeapDump dump = HeapDump.take(jvm, folder);
      for (String table : TABLES) {
        assertThat(dump.bytesOfArrays(table + "[]"))
            .as(table)
            .isEqualTo(HeapDump.histogramBytes(jvm, "[L" + table + ";"))
            .isPositive();
      }
      int exitCode = jvm.quit();
      return new Tool.Result(exitCode, withoutUptime(jvm.stdout()), withoutUptime(jvm.stderr()));
    }
  }

  private CensusView trueCensus(AgentJvm jvm, CensusClient client, List<String> stdout) {
    // the first answer loads classes, which grows maps of the JVM's own
    client.freshCensus();
    SameMoment moment = SameMoment.of(jvm, client, folder, MIN_SLOTS);
    List<MapFacts> dumped = moment.dump().maps(MIN_SLOTS);
    Soundness.assertIsTheDump(moment.census(), dumped);
    List<String> seen =
        dumped.stream()
            .map(map -> "kind " + map.type() + " " + map.slots() + " " + map.entries())
            .toList();
    List<String> said = stdout.stream().filter(line -> line.startsWith("kind ")).toList();
    assertThat(said).isNotEmpty();
    assertThat(SameMoment.without(said, seen))
        .as("said by the program, not seen in %s", dumped)
        .isEmpty();
    return moment.census();
  }

  private static List<String> withoutUptime(List<String> lines) {
    return lines.stream().map(line -> line.replaceFirst("^\\[[0-9.]+s]", "")).toList();
  }
}
