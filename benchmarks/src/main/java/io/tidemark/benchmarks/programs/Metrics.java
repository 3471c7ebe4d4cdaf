package io.tidemark.benchmarks.programs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** What the agent of this JVM says at {@code /metrics}, by name and labels. */
record Metrics(Map<String, Double> values) {

  /** Scrapes, once the agent serves. */
  static Metrics read() throws IOException, InterruptedException {
    Map<String, Double> values = new TreeMap<>();
    for (String line : text().split("\n")) {
      if (!line.startsWith("#")) {
        int space = line.lastIndexOf(' ');
        values.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
      }
    }
    return new Metrics(values);
  }

  static String text() throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port() + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  static int port() throws InterruptedException {
    while (Integer.getInteger("tidemark.http.port") == null) {
      Thread.sleep(50);
    }
    return Integer.getInteger("tidemark.http.port");
  }

  double value(String series) {
    Double value = values.get(series);
    if (value == null) {
      throw new IllegalStateException("no " + series + " in " + values.keySet());
    }
    return value;
  }
}
