package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Presized;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Soundness;
import java.util.List;

/** Maps that are constructed for large tables carry a ticket until they have one. */
class PresizedIT {

  private static final String CONSTRUCTED = Presized.class.getName() + ".construct:";

  @OnEachJdk
  void aMapHasTheSiteThatConstructedItWhenFilledLater(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).main(Presized.class).start()) {
      CensusClient client = jvm.ready();
      jvm.run("construct");
      assertThat(ours(client)).as("there is no table yet").isEmpty();
      jvm.run("fill");
      assertConstructedThere(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void aMapHasTheSiteThatConstructedItWhenFilledAtOnce(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).main(Presized.class).start()) {
      CensusClient client = jvm.ready();
      jvm.run("construct");
      jvm.run("fill");
      assertConstructedThere(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  /** A HashMap counts clears where its ticket is. */
  @OnEachJdk
  void aMapClearedBeforeItIsFilledHasTheSiteThatFilledItOrConstructedIt(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).main(Presized.class).start()) {
      CensusClient client = jvm.ready();
      jvm.run("construct");
      jvm.run("clear");
      jvm.run("fill");
      assertThat(ours(client))
          .hasSize(3)
          .allSatisfy(
              map ->
                  assertThat(map.site())
                      .startsWith(
                          map.type().equals("ConcurrentHashMap")
                              ? CONSTRUCTED
                              : Presized.class.getName() + ".lambda$fill$"));
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void aConcurrentHashMapWithATicketIsGrownByManyThreads(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .options("track.min-slots=256", "site.min-slots=256")
            .main(Presized.class)
            .start()) {
      CensusClient client = jvm.ready();
      jvm.run("grow");
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).containsExactly("1000 maps, 0 wrong", "done grow");
    }
  }

  private static void assertConstructedThere(CensusClient client) {
    assertThat(ours(client))
        .extracting(CensusView.Row::type)
        .containsExactlyInAnyOrder("HashMap", "LinkedHashMap", "ConcurrentHashMap");
    assertThat(ours(client)).allMatch(map -> map.site().startsWith(CONSTRUCTED));
  }

  private static List<CensusView.Row> ours(CensusClient client) {
    return client.freshCensus().rows().stream()
        .filter(map -> map.site().startsWith(Presized.class.getName()))
        .toList();
  }
}
