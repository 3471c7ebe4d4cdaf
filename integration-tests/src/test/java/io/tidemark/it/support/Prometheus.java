package io.tidemark.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Prometheus on loopback that scrapes one Tidemark several times a second. Closing it kills
 * the process.
 */
public final class Prometheus implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Lines log;
  private final CensusClient api;

  private Prometheus(Process process, int port) {
    this.process = process;
    log = new Lines(process.getInputStream(), "prometheus");
    api = new CensusClient(URI.create("http://127.0.0.1:" + port + "/"));
  }

  /**
   * Starts a Prometheus.
   *
   * @param target what it scrapes, as job {@code tidemark}
   * @param folder where its configuration and data go
   * @param ruleFiles its rule files
   */
  public static Prometheus scraping(URI target, Path folder, Path... ruleFiles) {
    try {
      int port = Ports.free();
      Path config = folder.resolve("prometheus-" + port + ".yml");
      Files.writeString(config, configuration(target, ruleFiles));
      Process process =
          new ProcessBuilder(
                  Tool.onPath("prometheus"),
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + folder.resolve("prometheus-" + port),
                  "--web.listen-address=127.0.0.1:" + port,
                  "--log.level=warn")
              .redirectErrorStream(true)
              .start();
      return new Prometheus(process, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Evaluates a PromQL expression now; each element of the result by its labels. */
  public Map<Map<String, String>, Double> query(String promQl) {
    JsonNode answer = get("api/v1/query?query=" + encode(promQl));
    Map<Map<String, String>, Double> result = new LinkedHashMap<>();
    for (JsonNode element : answer.required("data").required("result")) {
      double value = Double.parseDouble(element.required("value").get(1).asText());
      result.put(labels(element.required("metric")), value);
    }
    return result;
  }

  /** Waits until it scraped a census that was taken after a moment, in seconds since the epoch. */
  public void awaitCensusAfter(double epochSeconds) {
    awaitQuery("tidemark_last_sweep_timestamp_seconds > " + epochSeconds);
  }

  /** Waits until an expression gives something, and returns it. */
  public Map<Map<String, String>, Double> awaitQuery(String promQl) {
    try {
      return Poll.until(promQl, () -> query(promQl), result -> !result.isEmpty());
    } catch (RuntimeException e) {
      throw new AssertionError(promQl + " stays empty; " + log.soFar(), e);
    }
  }

  /** The alerts that fire now, by their names. */
  public List<String> firingAlerts() {
    List<String> firing = new ArrayList<>();
    for (JsonNode alert : get("api/v1/alerts").required("data").required("alerts")) {
      if (alert.required("state").asText().equals("firing")) {
        firing.add(alert.required("labels").required("alertname").asText());
      }
    }
    return firing;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode get(String path) {
    String body = api.get("/" + path).body();
    try {
      JsonNode answer = JSON.readTree(body);
      if (!answer.path("status").asText().equals("success")) {
        throw new IllegalArgumentException(path + ": " + body);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(body, e);
    }
  }

  private static Map<String, String> labels(JsonNode metric) {
    Map<String, String> labels = new LinkedHashMap<>();
    metric.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String configuration(URI target, Path... ruleFiles) {
    StringBuilder rules = new StringBuilder();
    for (Path file : ruleFiles) {
      rules.append("  - ").append(file).append('\n');
    }
    return """
        global:
          scrape_interval: 250ms
          scrape_timeout: 250ms
          evaluation_interval: 250ms
        rule_files:
        %s
        scrape_configs:
          - job_name: tidemark
            static_configs:
              - targets: ['%s:%d']
        """
        .formatted(ruleFiles.length == 0 ? "  []" : rules, target.getHost(), target.getPort());
  }
}
