package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.HeapUse;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MetricsText;
import io.tidemark.it.support.OnEachCollector;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On each collector: whether older maps are looked for, and what is said of the collector. */
class DiscoveryIT {

  private static final String COMPLETE = "tidemark_discovery_complete";

  /** What else a JVM keeps of the heap, Shenandoah its regions' gaps: less than was dropped. */
  private static final double OTHERS = 48 << 20;

  private static final Map<String, String> NAMES =
      Map.of(
          "-XX:+UseG1GC", "G1",
          "-XX:+UseParallelGC", "Parallel",
          "-XX:+UseSerialGC", "Serial",
          "-XX:+UseZGC", "ZGC",
          "-XX:+UseShenandoahGC", "Shenandoah");

  @OnEachCollector
  void theHeapIsWalkedByDefaultUnlessTheCollectorIsAConcurrentOne(Jdk jdk, String collector) {
    String name = NAMES.get(collector);
    Launch launch = Launch.on(jdk).flags(collector, "-Xmx512m").main(HeapUse.class);
    try (AgentJvm jvm = launch.start()) {
      CensusClient client = jvm.ready();
      if (name.equals("ZGC") || name.equals("Shenandoah")) {
        assertThat(client.metrics().names()).doesNotContain(COMPLETE);
      } else {
        assertThat(client.metrics().sum(COMPLETE)).isEqualTo(1);
      }
      assertThat(client.metrics().of("tidemark_gc_info"))
          .containsExactly(new MetricsText.Sample("tidemark_gc_info", Map.of("gc", name), 1));
      jvm.run("make");
      jvm.run("gc");
      Poll.untilAsserted(
          "heap after a collection",
          () ->
              assertThat(client.metrics().sum("tidemark_heap_after_gc_bytes"))
                  .isBetween((double) HeapUse.BYTES, HeapUse.BYTES + OTHERS));
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  @Test
  void nothingIsSaidOfADiscoveryThatIsNotToBe() {
    Launch launch = Launch.on(Jdk.first()).options("discovery=never").main(Application.class, "0");
    try (AgentJvm jvm = launch.start()) {
      CensusClient client = jvm.ready();
      client.freshCensus();
      assertThat(client.metrics().names())
          .contains("tidemark_gc_info")
          .doesNotContain(COMPLETE, "tidemark_discovery_seconds");
      assertThat(jvm.quit()).isZero();
    }
  }
}
