package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.ShortLivedMaps;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import java.util.List;

/** What is woven into the constructors does not cost escape analysis, called or not. */
class ShortLivedMapsIT {

  /** The hooks are proven every sixth sweep. */
  private static final String[] OPTIONS = {"port=0", "sweep.interval=200ms"};

  private static final String PAUSE_SECONDS = "3";

  @OnEachJdk
  void aShortLivedMapAllocatesUnderTheAgentWhatItDoesWithout(Jdk jdk) {
    List<String> without = output(Launch.on(jdk).withoutAgent(), false);
    List<String> with = output(Launch.on(jdk).options(OPTIONS), true);
    assertThat(without)
        .containsExactly(
            "constant capacity 0",
            "variable capacity 0",
            "linked 0",
            "later 0",
            "later linked 0",
            "after large 0",
            "linked after large 0",
            "concurrent after large 0",
            "sum 0");
    assertThat(with).isEqualTo(without);
  }

  private static List<String> output(Launch launch, boolean woven) {
    launch.main(ShortLivedMaps.class, PAUSE_SECONDS, Boolean.toString(woven));
    try (AgentJvm jvm = launch.start()) {
      assertThat(jvm.awaitExit()).as("%s", jvm.stderr()).isZero();
      return jvm.stdout();
    }
  }
}
