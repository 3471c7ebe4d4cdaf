package io.tidemark.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what one Tidemark publishes over HTTP. */
public final class CensusClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Poll.DEADLINE)
          .build();
  private final URI base;

  /**
   * @param base where Tidemark serves, such as {@code http://127.0.0.1:9746/}
   */
  public CensusClient(URI base) {
    this.base = base;
  }

  /** Where Tidemark serves. */
  public URI base() {
    return base;
  }

  /** Sends a GET request for a path. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(base.resolve(path)).timeout(Poll.DEADLINE).build());
  }

  /** Sends a request. */
  public HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the first census was taken. */
  public boolean isReady() {
    return get("/-/ready").statusCode() == 200;
  }

  /** All samples of a scrape. */
  public MetricsText metrics() {
    HttpResponse<String> response = get("/metrics");
    if (response.statusCode() != 200) {
      throw new IllegalStateException("/metrics: " + response.statusCode());
    }
    return MetricsText.parse(response.body());
  }

  /** The last census, with all its maps. */
  public CensusView census() {
    HttpResponse<String> response = get("/api/census?limit=1000000");
    if (response.statusCode() != 200) {
      throw new IllegalStateException("/api/census: " + response.statusCode());
    }
    try {
      return view(JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(response.body(), e);
    }
  }

  /** A census of a sweep that started after this call. */
  public CensusView freshCensus() {
    // a sweep that is under way when this is called ends after it, so only the next one counts
    return censusAfter(censusAfter(Instant.now()).takenAt());
  }

  private CensusView censusAfter(Instant moment) {
    return Poll.until(
        "census after " + moment, this::census, census -> census.takenAt().isAfter(moment));
  }

  private static CensusView view(JsonNode json) {
    List<CensusView.Row> rows = new ArrayList<>();
    for (JsonNode map : json.required("maps")) {
      rows.add(
          new CensusView.Row(
              map.required("type").asText(),
              map.required("className").asText(),
              map.path("site").asText(""),
              map.path("holder").asText(""),
              map.required("origin").asText(),
              map.required("liveness").asText(),
              map.required("slots").asInt(),
              map.required("entries").asLong(),
              map.required("peakEntries").asLong(),
              map.required("tableBytes").asLong(),
              map.required("excessBytes").asLong(),
              map.required("retainedEmpty").asBoolean(),
              map.required("candidate").asBoolean()));
    }
    return new CensusView(
        Instant.parse(json.required("takenAt").asText()),
        json.required("totals").required("maps").asLong(),
        json.required("totals").required("tableBytes").asLong(),
        List.copyOf(rows));
  }
}
