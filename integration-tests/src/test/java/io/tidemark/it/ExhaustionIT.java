package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Batches;
import io.tidemark.it.programs.Exhaustion;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import java.util.List;

/**
 * Stack or heap are short. The stack ends right where a hook is called: the application sees what
 * it sees without the agent, which counts what it missed.
 */
class ExhaustionIT {

  @OnEachJdk
  void nothingOfAHookThatRunsOutOfStackReachesTheApplication(Jdk jdk) {
    assertUnharmed(jdk, "stack");
  }

  @OnEachJdk
  void theHighestThresholdsHooksAreProvenInASmallHeap(Jdk jdk) {
    Launch launch =
        Launch.on(jdk)
            .flags("-XX:+UseSerialGC", "-Xmx32m")
            .options("track.min-slots=1048576", "site.min-slots=1048576")
            .main(Exhaustion.class);
    try (AgentJvm jvm = launch.start()) {
      Soundness.assertSound(jvm.ready());
      assertThat(jvm.quit()).isZero();
      assertOwnLines(jvm);
    }
  }

  /** It once took the hooks away for good, and said that another agent had. */
  @OnEachJdk
  void aHeapThatIsFullWhenTheHooksAreProvenTakesNoneAway(Jdk jdk) {
    Launch launch =
        launch(jdk)
            .options("sweep.interval=100ms", "track.min-slots=65536", "site.min-slots=65536");
    try (AgentJvm jvm = launch.start()) {
      CensusClient client = jvm.ready();
      jvm.run("nearly-full");
      assertServesOn(client);
      assertThat(client.metrics().of("tidemark_hook_active")).allMatch(row -> row.value() == 1);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).containsExactly("nearly full: true", "done nearly-full");
      assertOwnLines(jvm);
      assertThat(jvm.stderr())
          .anyMatch(line -> line.contains("could not be proven to fire, which is tried again"))
          .noneMatch(
              line ->
                  line.contains("does not fire")
                      || line.contains("another agent")
                      || line.contains("unwatched"));
    }
  }

  /** A search for holders once kept the batch before alive, and the next one found no room. */
  @OnEachJdk
  void anApplicationThatReplacesHalfOfItsHeapOutlivesTheSearchesForHolders(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .flags("-Xmx512m")
            .options("sweep.interval=10s")
            .main(Batches.class)
            .start()) {
      jvm.run("load");
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).containsExactly("all loaded, 0 entries", "done load");
    }
  }

  static void assertUnharmed(Jdk jdk, String command) {
    List<String> expected = outputWithoutAgent(jdk, command);
    try (AgentJvm jvm = launch(jdk).start()) {
      CensusClient client = jvm.ready();
      jvm.run(command);
      double errors =
          Poll.until(
              "failures that are counted",
              () -> client.metrics().sum("tidemark_hook_errors_total"),
              counted -> counted > 0);
      assertServesOn(client);
      System.out.printf("%s, %s: %.0f failures stopped in hooks%n", jdk, command, errors);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).isEqualTo(expected).hasSize(2);
      assertOwnLines(jvm);
    }
  }

  static void assertServesOn(CensusClient client) {
    Poll.untilAsserted(
        "healthy and ready",
        () -> {
          assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
          assertThat(client.get("/-/ready").statusCode()).isEqualTo(200);
          client.freshCensus();
        });
  }

  static void assertOwnLines(AgentJvm jvm) {
    assertThat(jvm.stderr()).allMatch(line -> line.startsWith("tidemark: "));
  }

  static List<String> outputWithoutAgent(Jdk jdk, String command) {
    try (AgentJvm jvm = launch(jdk).withoutAgent().start()) {
      jvm.run(command);
      assertThat(jvm.quit()).isZero();
      return jvm.stdout();
    }
  }

  static Launch launch(Jdk jdk) {
    return Launch.on(jdk)
        .flags("-XX:+UseSerialGC", "-Xmx24m", "-Xss512k")
        .options("track.min-slots=256", "site.min-slots=256")
        .main(Exhaustion.class);
  }
}
