package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Churn;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Diagnosis;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A million maps a minute come and go, for {@code tidemark.leaks}, and nothing of the agent's
 * grows. Not among the usual tests: {@code mvn verify -Plong} runs it for two minutes.
 */
class Leaks {

  private static final Duration TIME = Duration.parse(System.getProperty("tidemark.leaks"));
  private static final long SAMPLES = 24;
  private static final long WARM_UP_MILLIS = 20_000;

  /** The maps that live at a sample's moment are never quite the same. */
  private static final long HEAP_ALLOWANCE = 1 << 20;

  /** What compilation and reflection add now and then. */
  private static final long METASPACE_ALLOWANCE = 256 << 10;

  @OnEachJdk
  void heapMetaspaceThreadsAndFilesStayAsTheyAre(Jdk jdk) throws Exception {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .flags("-Xmx256m")
            .options("track.min-slots=64", "site.min-slots=64", "retained.min-bytes=1KiB")
            .main(Churn.class)
            .start()) {
      CensusClient client = jvm.ready();
      List<Diagnosis> samples = new ArrayList<>();
      Thread.sleep(WARM_UP_MILLIS);
      long start = System.nanoTime();
      for (int i = 1; i <= SAMPLES; i++) {
        while (System.nanoTime() - start < TIME.toNanos() * i / SAMPLES) {
          use(client);
          Thread.sleep(500);
        }
        Diagnosis sample = Diagnosis.of(jvm);
        samples.add(sample);
        System.out.printf(
            "%s, %4d s: heap after collection %,d, metaspace %,d, threads %d, files %d, registry"
                + " %,.0f bytes%n",
            jdk,
            (System.nanoTime() - start) / 1_000_000_000,
            sample.heapBytes(),
            sample.metaspaceBytes(),
            sample.threads().size(),
            sample.files(),
            client.metrics().sum("tidemark_agent_memory_bytes"));
      }
      assertFlat(samples);
      assertLoadersGo(jvm);
      Soundness.assertSound(client);
      assertThat(client.metrics().sum("tidemark_failed_sweeps_total")).isZero();
      assertThat(jvm.quit()).isZero();
      long made = Long.parseLong(jvm.awaitStdout("made ").split(" ")[1]);
      long minutes = TIME.plusMillis(WARM_UP_MILLIS).toMinutes();
      System.out.printf("%s: %,d maps in %s and more%n", jdk, made, TIME);
      assertThat(made).as("maps made").isGreaterThan(minutes * Churn.RATE * 9 / 10);
      assertThat(jvm.stderr()).hasSize(1);
    }
  }

  private static void use(CensusClient client) {
    for (String path : List.of("/metrics", "/", "/api/census", "/-/healthy")) {
      assertThat(client.get(path).statusCode()).isEqualTo(200);
    }
  }

  /** The last third against the first: what leaks grows with every sample. */
  private static void assertFlat(List<Diagnosis> samples) {
    List<Diagnosis> early = samples.subList(0, samples.size() / 3);
    List<Diagnosis> late = samples.subList(samples.size() * 2 / 3, samples.size());
    assertThat(least(late, Diagnosis::heapBytes))
        .as("heap")
        .isLessThan(most(early, Diagnosis::heapBytes) + HEAP_ALLOWANCE);
    assertThat(least(late, Diagnosis::metaspaceBytes))
        .as("metaspace")
        .isLessThan(most(early, Diagnosis::metaspaceBytes) + METASPACE_ALLOWANCE);
    assertThat(least(late, sample -> sample.threads().size()))
        .as("threads")
        .isLessThanOrEqualTo(most(early, sample -> sample.threads().size()));
    assertThat(least(late, Diagnosis::files))
        .as("files")
        .isLessThanOrEqualTo(most(early, Diagnosis::files));
  }

  private static void assertLoadersGo(AgentJvm jvm) {
    Poll.untilAsserted(
        "no loader that was dropped is left",
        () -> {
          jvm.run("loaders");
          List<String> lines =
              jvm.stdout().stream().filter(line -> line.startsWith("loaders ")).toList();
          assertThat(lines.get(lines.size() - 1)).endsWith(" left 0");
        });
    System.out.println(jvm.jdk() + ": " + jvm.awaitStdout("loaders "));
  }

  private static long least(List<Diagnosis> samples, ToLongFunction<Diagnosis> what) {
    return samples.stream().mapToLong(what).min().orElseThrow();
  }

  private static long most(List<Diagnosis> samples, ToLongFunction<Diagnosis> what) {
    return samples.stream().mapToLong(what).max().orElseThrow();
  }
}
