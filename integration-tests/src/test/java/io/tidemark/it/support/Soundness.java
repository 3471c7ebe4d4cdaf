package io.tidemark.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What holds of every census, and at the end of every test in which no fault was injected. */
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

  /** Asserts that a census has the maps of a heap dump, map for map, and their sums. */
  public static void assertIsTheDump(CensusView census, List<MapFacts> dumped) {
    assertThat(census.facts()).containsExactlyInAnyOrderElementsOf(dumped);
    assertThat(census.totalMaps()).isEqualTo(dumped.size());
    assertThat(census.totalTableBytes())
        .isEqualTo(dumped.stream().mapToLong(MapFacts::tableBytes).sum());
  }
}
