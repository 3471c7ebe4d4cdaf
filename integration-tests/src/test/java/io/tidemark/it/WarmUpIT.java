package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.MarkingAgent;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Attach;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import java.util.List;

/**
 * The weaving has loaded every class that it needs before the JVM asks for the maps' new code: one
 * that was loaded within failed with a ClassCircularityError, or aborted the JVM.
 */
class WarmUpIT {

  private static final String REDEFINED = " source: __VM_RedefineClasses__";

  @OnEachJdk
  void noClassIsLoadedWhileAMapIsWoven(Jdk jdk) {
    Launch launch =
        Launch.on(jdk)
            .agentBefore(Jars.agent(MarkingAgent.class))
            .withoutAgent()
            .flags("-Xlog:class+load=info:stdout:none")
            .main(Application.class, "0");
    try (AgentJvm jvm = launch.start()) {
      // from then on the application itself loads no class
      jvm.awaitStdout("application runs");
      Attach.load(jvm, Launch.tidemarkJar(), "port=0");
      jvm.ready();
      assertThat(jvm.quit()).isZero();
      List<String> lines = jvm.stdout();
      // the first such line is the marking agent's own, at its start
      int begun = lines.lastIndexOf(MarkingAgent.LINE);
      int first = lines.indexOf("java.util.HashMap" + REDEFINED);
      int last = lines.indexOf("java.util.concurrent.ConcurrentHashMap" + REDEFINED);
      assertThat(begun).isNotEqualTo(lines.indexOf(MarkingAgent.LINE));
      assertThat(first).isEqualTo(begun + 1);
      assertThat(lines.subList(first, last))
          .noneMatch(line -> line.contains("bytebuddy") || line.contains("io.tidemark"));
    }
  }
}
