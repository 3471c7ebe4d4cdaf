package io.tidemark.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgentReadyTest {

  @Test
  void allHooksMustBeActiveAndOneThere() {
    String active = "tidemark_hook_active{hook=\"resize\",} 1.0";
    String lost = "tidemark_hook_active{hook=\"clear\",} 0.0";

    assertThat(AgentReady.areHooksActive(List.of("HTTP/1.1 200 OK", active))).isTrue();
    assertThat(AgentReady.areHooksActive(List.of(active, lost))).isFalse();
    assertThat(AgentReady.areHooksActive(List.of("HTTP/1.1 200 OK"))).isFalse();
  }
}
