package io.tidemark.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What holds at the end of every test in which no fault was injected. */
public final class Soundness {

  private Soundness() {}

  /** Asserts that nothing was stopped inside a hook and that every hook was proven to fire. */
  public static void assertSound(CensusClient client) {
    MetricsText metrics = client.metrics();
    assertThat(metrics.sum("tidemark_hook_errors_total")).as("hook errors").isZero();
    List<MetricsText.Sample> hooks = metrics.of("tidemark_hook_active");
    assertThat(hooks)
        .as("hooks proven to fire")
        .isNotEmpty()
        .allSatisfy(hook -> assertThat(hook.value()).as(hook.labels().toString()).isEqualTo(1));
  }
}
