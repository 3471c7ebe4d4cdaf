package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.ManyObjects;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Cli;
import io.tidemark.it.support.Diagnosis;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MetricsText;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.Tool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In a heap of four gigabytes and fifty million objects the emptied maps are found, and the pauses
 * that are told of are those that the JVM logs. Not among the usual tests: {@code mvn verify
 * -Plong} runs it.
 */
class LargeHeap {

  private static final Pattern WALK =
      Pattern.compile("\"HeapIterateOperation\".* At safepoint: +(\\d+) ns");
  private static final int COMMANDS = 10;

  /** The default of {@code discovery.max-pause}. */
  private static final double DEFAULT_MAX_PAUSE = 1;

  @OnEachJdk
  void emptiedMapsAreFoundAmongFiftyMillionObjects(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .withoutAgent()
            .flags("-Xms5g", "-Xmx5g", "-Xlog:safepoint")
            .main(ManyObjects.class)
            .start()) {
      for (int i = 0; i < COMMANDS; i++) {
        jvm.run("grow");
      }
      jvm.run("empty");
      long heap = Diagnosis.of(jvm).heapBytes();
      long start = System.nanoTime();
      Tool.Result attach =
          Cli.of(jdk)
              .run(jvm, "attach", "port=0", "sweep.interval=200ms", "discovery.max-pause=1m");
      double took = (System.nanoTime() - start) / 1e9;
      assertThat(attach.exitCode()).as("%s", attach).isZero();
      CensusClient client = jvm.ready();
      MetricsText metrics = client.metrics();
      double pause = metrics.sum("tidemark_discovery_longest_pause_seconds");
      System.out.printf(
          "%s: %d bytes live; attach took %.1f s, discovery %.2f s, its longest pause %.3f s%n",
          jdk, heap, took, metrics.sum("tidemark_discovery_seconds"), pause);
      double longest = longestWalk(jvm);
      System.out.printf(
          "%s: the JVM's own log has %.3f s for its longest walk; %.1f s are allowed by default%n",
          jdk, longest, DEFAULT_MAX_PAUSE);
      assertThat(heap).isGreaterThan(3L << 30);
      assertThat(metrics.sum("tidemark_discovery_complete")).isEqualTo(1);
      assertThat(pause).as("what it says of its pauses").isGreaterThanOrEqualTo(longest);
      CensusView census = client.freshCensus();
      for (Class<?> type :
          new Class<?>[] {ManyObjects.Emptied.class, ManyObjects.EmptiedToo.class}) {
        assertThat(census.of(type))
            .singleElement()
            .satisfies(
                row -> {
                  assertThat(row.entries()).isZero();
                  assertThat(row.candidate()).isTrue();
                  assertThat(row.slots()).isGreaterThanOrEqualTo(1 << 21);
                });
      }
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  /** The longest pause for a walk over the heap, in seconds. */
  private static double longestWalk(AgentJvm jvm) {
    return jvm.stdout().stream()
        .map(WALK::matcher)
        .filter(Matcher::find)
        .mapToDouble(walk -> Long.parseLong(walk.group(1)) / 1e9)
        .max()
        .orElseThrow();
  }
}
