package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.GrowthWhileLoading;
import io.tidemark.it.programs.Loaded000;
import io.tidemark.it.programs.Reentry;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.SameMoment;
import io.tidemark.it.support.Soundness;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** Hooks that are called where locks are held, and within hooks. */
class ConcurrencyIT {

  private static final int MIN_SLOTS = 4096;

  @TempDir Path folder;

  @OnEachJdk
  void mapsThatGrowWithinClassLoadingOnThreadsOfBothKindsAreTrackedAndNamed(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .flags("-Xmx512m")
            .options("site.min-slots=" + MIN_SLOTS, "sweep.interval=100ms")
            .main(GrowthWhileLoading.class)
            .start()) {
      CensusClient client = jvm.ready();
      jvm.run("load");
      CensusView census = assertTrueCensus(jvm, client);
      Set<String> sites =
          census.rows().stream()
              .map(CensusView.Row::site)
              .map(site -> site.replaceAll("\\d{3}\\.", "000.").replaceAll(":.*", ""))
              .filter(site -> site.startsWith(Loaded000.class.getPackageName()))
              .collect(Collectors.toSet());
      String loader = GrowthWhileLoading.class.getName() + "$Loader.";
      assertThat(sites)
          .contains(
              loader + "loadClass", loader + "findClass", Loaded000.class.getName() + ".grow");
      Soundness.assertSound(client);
      int threads = jdk.feature() >= 21 ? 208 : 8;
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout())
          .containsExactly(
              threads + " threads, " + GrowthWhileLoading.MAPS + " maps kept", "done load");
      assertThat(jvm.stderr()).hasSize(1);
    }
  }

  @OnEachJdk
  void aHookThatIsCalledWithinAHookTracksBothMaps(Jdk jdk) {
    try (AgentJvm jvm = reentering(jdk)) {
      CensusClient client = jvm.ready();
      jvm.run("nested");
      assertTrueCensus(jvm, client);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout())
          .containsExactly("right=true", "nested: " + Reentry.DEPTH + " deep", "done nested");
    }
  }

  @OnEachJdk
  void hooksThatCallEachOtherWithoutEndAreCutOffByTheStackAndCounted(Jdk jdk) {
    try (AgentJvm jvm = reentering(jdk)) {
      CensusClient client = jvm.ready();
      jvm.run("endless");
      assertTrueCensus(jvm, client);
      double errors =
          Poll.until(
              "failures that are counted",
              () -> client.metrics().sum("tidemark_hook_errors_total"),
              counted -> counted > 0);
      System.out.printf("%s: %.0f calls without end stopped%n", jdk, errors);
      assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).containsExactly("right=true", "done endless");
      assertThat(jvm.stderr()).hasSize(1);
    }
  }

  private static AgentJvm reentering(Jdk jdk) {
    return Launch.on(jdk)
        .flags("-Xmx1g", "-Xss512k")
        .options("track.max-maps=200000")
        .main(Reentry.class)
        .start();
  }

  private CensusView assertTrueCensus(AgentJvm jvm, CensusClient client) {
    SameMoment moment = SameMoment.of(jvm, client, folder, MIN_SLOTS);
    Soundness.assertIsTheDump(moment.census(), moment.dump().maps(MIN_SLOTS));
    return moment.census();
  }
}
