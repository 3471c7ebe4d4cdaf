package io.tidemark.exporter;

import static io.tidemark.exporter.Fixtures.census;
import static io.tidemark.exporter.Fixtures.map;
import static io.tidemark.exporter.Fixtures.mixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PromtoolTest {
  @Test
  void promtoolHasNothingToSayOfTheMetrics() throws Exception {
    try (Started started = new Started()) {
      check(started.client().get("/metrics").text());
      started.exporter.publish(mixed());
      check(started.client().get("/metrics").text());
      String evil = "a\"} 1\nx{y=\"\\\u0000\uD800é";
      started.exporter.publish(census(map().type(evil).className(evil).site(evil).build()));
      check(started.client().get("/metrics").text());
    }
  }

  private static void check(String metrics) throws Exception {
    Process promtool;
    try {
      promtool =
          new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    } catch (IOException e) {
      fail("promtool is not on the PATH: it comes with Prometheus and checks the metrics here", e);
      return;
    }
    promtool.getOutputStream().write(metrics.getBytes(StandardCharsets.UTF_8));
    promtool.getOutputStream().close();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }
}
