package io.tidemark.agent.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final String SCRAPE =
      """
      # HELP tidemark_maps Maps.
      # TYPE tidemark_maps gauge
      tidemark_maps{map_type="HashMap",} 3.0
      tidemark_maps{map_type="LinkedHashMap",} 4.0
      tidemark_build_info{version="0.1.0-\\"x\\"",} 1.0
      up 1.5E3
      negative_infinity -Inf
      """;

  @Test
  void samplesAreSummedOverAFamily() {
    Metrics metrics = Metrics.parse(SCRAPE);
    assertThat(metrics.sum("tidemark_maps")).hasValue(7);
    assertThat(metrics.sum("up")).hasValue(1500);
    assertThat(metrics.sum("negative_infinity")).hasValue(Double.NEGATIVE_INFINITY);
    assertThat(metrics.sum("tidemark_map")).isEmpty();
  }

  @Test
  void labelsAreRead() {
    Metrics metrics = Metrics.parse(SCRAPE);
    assertThat(metrics.label("tidemark_build_info", "version")).hasValue("0.1.0-\"x\"");
    assertThat(metrics.label("tidemark_build_info", "other")).isEmpty();
    assertThat(metrics.label("nothing", "version")).isEmpty();
  }
}
