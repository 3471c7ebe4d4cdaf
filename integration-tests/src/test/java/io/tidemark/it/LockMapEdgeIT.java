package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.LockMapFiller;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.Soundness;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The application class loader's lock map may grow at any class that the agent's start, the weaving
 * or a hook looks up: wherever that growth falls, the start goes well.
 */
class LockMapEdgeIT {

  private static final Path FILLER = Jars.agent(LockMapFiller.class);

  static Stream<Arguments> edges() {
    return Jdk.matrix()
        .flatMap(
            jdk ->
                Stream.of(0, 1, 2, 3, 5, 10, 20, 40, 80, 140, 200)
                    .map(distance -> Arguments.of(jdk, distance % 2 == 0 ? 1024 : 4096, distance)));
  }

  @ParameterizedTest(name = "{0}: {1} slots, {2} entries before the growth")
  @MethodSource("edges")
  void theStartSurvivesAGrowthOfTheLoadersLockMap(Jdk jdk, int slots, int distance) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .flags("-Dit.lockmap.slots=" + slots, "-Dit.lockmap.distance=" + distance)
            .options("track.min-slots=" + Math.min(slots, 1024), "sweep.interval=100ms")
            .agentBefore(FILLER)
            .main(Application.class, "3")
            .start()) {
      Soundness.assertSound(jvm.ready());
      jvm.run("work");
      assertThat(jvm.quit()).isEqualTo(3);
      assertThat(jvm.stdout())
          .containsExactlyElementsOf(
              List.of(
                  "lock map has " + (slots - slots / 4 - distance),
                  "application runs",
                  "20000 entries",
                  "done work"));
      assertThat(jvm.stderr()).hasSize(1);
    }
  }
}
