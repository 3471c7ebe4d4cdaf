package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Examples;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Prometheus;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/**
 * The classic incident, as the example has it, seen in a real Prometheus: the map is healthy, is
 * grown by one catch-up cycle, is retained empty, and the alert fires.
 */
class IncidentIT {

  private static final String SITE = "io.tidemark.examples.batch.RecordIndex.add:";
  private static final String ALERT = "TidemarkRetainedEmptyMaps";
  private static final int SLOTS_BEFORE = 1 << 20;
  private static final int SLOTS_AFTER = 1 << 23;

  /** Of docs/metrics.md, but for what not every machine or run has. */
  private static final List<String> FAMILIES =
      List.of(
          "tidemark_maps",
          "tidemark_map_entries",
          "tidemark_map_peak_entries",
          "tidemark_map_table_slots",
          "tidemark_map_table_bytes",
          "tidemark_map_table_excess_bytes",
          "tidemark_map_retention_ratio",
          "tidemark_retained_empty_maps",
          "tidemark_retained_empty_table_bytes",
          "tidemark_candidate_maps",
          "tidemark_site_maps",
          "tidemark_site_entries",
          "tidemark_site_table_slots",
          "tidemark_site_table_bytes",
          "tidemark_site_table_excess_bytes",
          "tidemark_site_retention_ratio",
          "tidemark_site_retained_empty_maps",
          "tidemark_sites_tracked",
          "tidemark_sites_exported",
          "process_resident_memory_bytes",
          "process_virtual_memory_bytes",
          "tidemark_process_swap_bytes",
          "tidemark_process_resident_memory_peak_bytes",
          "jvm_memory_used_bytes",
          "jvm_memory_committed_bytes",
          "jvm_memory_max_bytes",
          "tidemark_heap_after_gc_bytes",
          "tidemark_gc_info",
          "tidemark_build_info",
          "tidemark_agent_info",
          "tidemark_hook_active",
          "tidemark_hook_errors_total",
          "tidemark_table_growths_total",
          "tidemark_maps_refused_total",
          "tidemark_sweep_duration_seconds_count",
          "tidemark_sweep_duration_seconds_sum",
          "tidemark_last_sweep_timestamp_seconds",
          "tidemark_agent_memory_bytes");

  @TempDir Path folder;

  @OnEachJdk
  void theBatchProcessorsMapGoesFromHealthyToRetainedAndTheAlertFires(Jdk jdk) throws Exception {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .flags("-Xmx1g")
            .options("retained.hold=6s")
            .classPath(Examples.classes())
            .main(
                "io.tidemark.examples.BatchProcessor",
                "--cycle-time",
                "1s",
                "--catch-up-cycle",
                "9")
            .start()) {
      // before Prometheus is there, whose start may take longer than the healthy cycles
      CensusClient client = jvm.ready();
      Poll.until("healthy", () -> largest(client), IncidentIT::isHealthy);
      becomesAnIncident(jvm, client);
    }
  }

  private void becomesAnIncident(AgentJvm jvm, CensusClient client) throws Exception {
    try (Prometheus prometheus =
        Prometheus.scraping(jvm.http(), folder, Examples.impatientAlerts(folder))) {
      healthyUntilItGrows(client, prometheus);
      CensusView.Row retained =
          Poll.until("retained", () -> map(client), m -> m.orElseThrow().retainedEmpty())
              .orElseThrow();
      assertThat(retained.slots()).isEqualTo(SLOTS_AFTER);
      // a sweep may see a cycle's map while it is loaded; all of these need SLOTS_BEFORE
      assertThat(retained.peakEntries()).isBetween(3L * SLOTS_BEFORE / 8 + 1, 500_000L);
      assertThat(retained.tableBytes()).isGreaterThanOrEqualTo(4L * SLOTS_AFTER);
      assertThat(retained.excessBytes()).isEqualTo(retained.tableBytes() - 4L * SLOTS_BEFORE - 16);

      Poll.until(ALERT, prometheus::firingAlerts, List.of(ALERT)::equals);
      assertFamilies(client);
      assertDashboardHasData(prometheus);
      Soundness.assertSound(client);
      assertThat(jvm.stderr()).hasSize(1);
    }
  }

  private static void healthyUntilItGrows(CensusClient client, Prometheus prometheus) {
    prometheus.awaitQuery("sum(tidemark_map_table_slots) >= " + SLOTS_BEFORE);
    // its first cycle may be over before the weaving is: then it has no site until it grows again
    Optional<CensusView.Row> map = Optional.empty();
    while (map.isEmpty() || map.get().slots() < SLOTS_AFTER) {
      map = largest(client);
      if (map.isPresent()) {
        assertThat(map.get().retainedEmpty()).isFalse();
      }
      assertThat(prometheus.firingAlerts()).isEmpty();
    }
  }

  private static boolean isHealthy(Optional<CensusView.Row> map) {
    return map.isPresent() && map.get().slots() == SLOTS_BEFORE && !map.get().retainedEmpty();
  }

  private static Optional<CensusView.Row> largest(CensusClient client) {
    return client.census().rows().stream().max(Comparator.comparing(CensusView.Row::slots));
  }

  private static Optional<CensusView.Row> map(CensusClient client) {
    return client.census().rows().stream().filter(row -> row.site().startsWith(SITE)).findFirst();
  }

  private void assertFamilies(CensusClient client) throws IOException {
    assertThat(client.metrics().names()).containsAll(FAMILIES);
    Path scrape = Files.writeString(folder.resolve("scrape"), client.get("/metrics").body());
    Tool.Result checked =
        Tool.run(List.of(Tool.onPath("promtool"), "check", "metrics"), Map.of(), scrape.toFile());
    assertThat(checked).isEqualTo(new Tool.Result(0, List.of(), List.of()));
  }

  private static void assertDashboardHasData(Prometheus prometheus) {
    Map<String, String> queries = Examples.dashboardQueries();
    assertThat(queries).hasSizeGreaterThan(20);
    assertThat(queries)
        .allSatisfy(
            (panel, query) ->
                assertThat(prometheus.awaitQuery(query)).as("%s: %s", panel, query).isNotEmpty());
  }
}
