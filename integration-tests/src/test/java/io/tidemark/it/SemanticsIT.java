package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.semantics.Behaviour;
import io.tidemark.it.programs.semantics.Conformance;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.ClassPaths;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Soundness;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Maps do the same, to the letter, in a JVM without Tidemark and in one where every map of 16 slots
 * is tracked, has its site taken, and calls the hooks at nearly every removal.
 */
class SemanticsIT {

  private static final String[] EVERY_MAP = {
    "track.min-slots=16",
    "site.min-slots=16",
    "track.max-maps=1000000",
    "retained.min-bytes=0",
    "retained.max-fill=0.1",
    "sweep.interval=100ms"
  };

  @OnEachJdk
  void publicConformanceSuitesHaveTheSameResults(Jdk jdk) {
    Class<?> program = Conformance.class;
    String[] commands = {"guava", "commons", "tables"};
    List<String> without = outputWithout(jdk, program, commands);
    try (AgentJvm jvm = launch(jdk, program, true).options(EVERY_MAP).start()) {
      CensusClient client = jvm.ready();
      List<String> with = output(jvm, commands);
      assertSame(sorted(with), sorted(without));
      jvm.run("gc");
      assertEveryMapIsIn(client.freshCensus(), with);
      assertSound(jvm, client);
    }
    assertThat(count(without, "passed ")).as("tests that passed").isGreaterThan(17_000);
    System.out.printf(
        "%s: %d tests passed and %d did not, with and without%n",
        jdk, count(without, "passed "), count(without, "error ") + count(without, "failure "));
  }

  @OnEachJdk
  void ordersRoundTripsAndStackTracesAreTheSame(Jdk jdk) {
    Class<?> program = Behaviour.class;
    String[] commands = {"orders", "round-trips", "modifications", "failures", "refusals"};
    List<String> without = outputWithout(jdk, program, commands);
    try (AgentJvm jvm = launch(jdk, program, true).options(EVERY_MAP).start()) {
      CensusClient client = jvm.ready();
      double before = client.metrics().sum("tidemark_table_growths_total");
      assertSame(output(jvm, commands), without);
      client.freshCensus();
      double growths = client.metrics().sum("tidemark_table_growths_total") - before;
      assertThat(growths).as("growths that the hooks saw").isGreaterThan(1000);
      assertSound(jvm, client);
    }
    assertThat(count(without, "order ")).isGreaterThan(2000);
    assertThat(count(without, "round trip of ")).isGreaterThan(150);
    assertThat(without)
        .filteredOn(line -> line.startsWith("round trip of "))
        .allMatch(line -> line.endsWith(": equal true, same class true"));
    assertThat(count(without, "change of ")).isGreaterThan(900);
    assertThat(count(without, "trace of ")).isGreaterThan(1000);
    assertThat(count(without, "\tat java.base/java.util.")).isGreaterThan(1000);
    System.out.printf("%s: %d lines are the same, with and without%n", jdk, without.size());
  }

  private static List<String> outputWithout(Jdk jdk, Class<?> program, String... commands) {
    try (AgentJvm jvm = launch(jdk, program, false).withoutAgent().start()) {
      List<String> output = output(jvm, commands);
      assertThat(jvm.quit()).isZero();
      return output;
    }
  }

  /**
   * JDK 17 makes a class for a method that was called by reflection 15 times, and numbers these
   * classes through. Tidemark's own reflection counts too, so the numbers in stack traces would be
   * others: no such class is to be made.
   */
  private static Launch launch(Jdk jdk, Class<?> program, boolean woven) {
    return Launch.on(jdk)
        .flags(
            "-Dsun.reflect.inflationThreshold=" + Integer.MAX_VALUE,
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED")
        .classPath(ClassPaths.ofTests())
        .main(program, Boolean.toString(woven));
  }

  private static List<String> output(AgentJvm jvm, String... commands) {
    for (String command : commands) {
      jvm.run(command);
    }
    return jvm.stdout();
  }

  /** JUnit 3 takes test methods in the order of the JVM, which moves from one start to the next. */
  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  /** Where not, says which lines only one of both has. */
  private static void assertSame(List<String> with, List<String> without) {
    assertThat(onlyIn(with, without)).as("only with the agent").isEmpty();
    assertThat(onlyIn(without, with)).as("only without the agent").isEmpty();
    assertThat(with.equals(without)).as("the same lines in the same order").isTrue();
  }

  private static List<String> onlyIn(List<String> lines, List<String> others) {
    Set<String> known = new HashSet<>(others);
    return lines.stream().filter(line -> !known.contains(line)).toList();
  }

  /** There may be more than the kept ones: the JVM's own, and copies not collected yet. */
  private static void assertEveryMapIsIn(CensusView census, List<String> output) {
    List<String> tables = output.stream().filter(line -> line.startsWith("table ")).toList();
    assertThat(tables).hasSize(6);
    assertThat(tables)
        .allSatisfy(
            line -> {
              String[] table = line.split(" ");
              int kept = Integer.parseInt(table[2]);
              List<CensusView.Row> tracked = census.of(table[1]);
              assertThat(kept).isGreaterThan(1000);
              assertThat(tracked).hasSizeGreaterThanOrEqualTo(kept);
            });
  }

  private static void assertSound(AgentJvm jvm, CensusClient client) {
    Soundness.assertSound(client);
    assertThat(jvm.stderr()).hasSize(1);
    assertThat(jvm.quit()).isZero();
  }

  private static long count(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).count();
  }
}
