package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.ShortLivedMaps;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import java.util.List;

/** The compare that is woven into the constructors does not cost escape analysis. */
class ShortLivedMapsIT {

  @OnEachJdk
  void aShortLivedMapAllocatesUnderTheAgentWhatItDoesWithout(Jdk jdk) {
    List<String> without = output(Launch.on(jdk).withoutAgent());
    List<String> with = output(Launch.on(jdk));
    assertThat(without).contains("constant capacity 0", "variable capacity 0", "linked 0");
    assertThat(with).isEqualTo(without);
  }

  private static List<String> output(Launch launch) {
    try (AgentJvm jvm = launch.main(ShortLivedMaps.class).start()) {
      assertThat(jvm.awaitExit()).as("%s", jvm.stderr()).isZero();
      return jvm.stdout();
    }
  }
}
