package io.tidemark.benchmarks.startup;

import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Ports;
import io.tidemark.benchmarks.harness.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The resident memory of hello world under each agent, all at the same time. */
final class Memory {

  static final String CASE = "hello world, asleep";
  static final String RESIDENT = "resident MB";
  static final String READ = "resident after three reads MB";
  static final String PEAK = "peak resident MB";

  /** Past the first sweep of Tidemark, which comes ten seconds after its start. */
  static final int SECONDS = 12;

  private static final int READS = 3;

  private Memory() {}

  static void measure(
      Session session, Jdk jdk, Starts starts, StartedAgents agents, List<String> hello, int forks)
      throws Exception {
    for (int fork = 1; fork <= forks; fork++) {
      if (session.samples().has(jdk.feature(), CASE, StartedAgents.NONE, fork)) {
        continue;
      }
      session.say("JDK " + jdk.feature() + ", " + CASE + ", fork " + fork + " of " + forks);
      Map<String, Integer> ports = new LinkedHashMap<>();
      Map<String, JavaProcess> processes = new LinkedHashMap<>();
      try {
        for (String arm : StartedAgents.ALL) {
          ports.put(arm, Ports.free());
          processes.put(arm, starts.start(arm, ports.get(arm), hello));
        }
        for (JavaProcess process : processes.values()) {
          process.awaitLine("main ");
        }
        Thread.sleep(SECONDS * 1000L);
        Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
        for (String arm : StartedAgents.ALL) {
          figures.put(arm, of(processes.get(arm), agents.url(arm, ports.get(arm)).orElse(null)));
        }
        for (String arm : StartedAgents.ALL) {
          session.record(jdk, CASE, arm, fork, figures.get(arm));
        }
      } finally {
        processes.values().forEach(JavaProcess::close);
      }
    }
  }

  private static Map<String, Double> of(JavaProcess process, String url) throws Exception {
    Map<String, Double> figures = new TreeMap<>();
    figures.put(RESIDENT, megabytes(process, "VmRSS"));
    for (int i = 0; url != null && i < READS; i++) {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url)).build(),
                  HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(url + ": " + response.statusCode());
      }
    }
    figures.put(READ, megabytes(process, "VmRSS"));
    figures.put(PEAK, megabytes(process, "VmHWM"));
    return figures;
  }

  private static double megabytes(JavaProcess process, String field) throws IOException {
    return process.statusKib(field) * 1024 / 1e6;
  }
}
