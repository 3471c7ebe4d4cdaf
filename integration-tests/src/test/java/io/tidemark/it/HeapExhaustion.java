package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.OnEachJdk;
import java.util.List;

/**
 * The heap ends right where a hook is called, or is full for seconds: the application sees what it
 * sees without the agent, which counts what it missed and is there again afterwards. Not among the
 * usual tests: {@code mvn verify -Plong} runs it.
 */
class HeapExhaustion {

  @OnEachJdk
  void nothingOfAHookThatRunsOutOfHeapReachesTheApplication(Jdk jdk) {
    ExhaustionIT.assertUnharmed(jdk, "heap");
  }

  @OnEachJdk
  void theAgentIsThereAgainAfterTheHeapWasFullForSeconds(Jdk jdk) {
    List<String> expected = ExhaustionIT.outputWithoutAgent(jdk, "full");
    try (AgentJvm jvm = ExhaustionIT.launch(jdk).start()) {
      CensusClient client = jvm.ready();
      jvm.run("full");
      ExhaustionIT.assertServesOn(client);
      System.out.printf(
          "%s: %.0f sweeps failed while the heap was full%n",
          jdk, client.metrics().sum("tidemark_failed_sweeps_total"));
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).isEqualTo(expected);
      ExhaustionIT.assertOwnLines(jvm);
    }
  }
}
