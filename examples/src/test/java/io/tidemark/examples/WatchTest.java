package io.tidemark.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final String HEALTHY = census(1048576, 4194320, false, 104857600, 15);
  private static final String RETAINED = census(8388608, 33554448, true, 419430400, 40);

  /** The answers in turn, the last one again and again. */
  private final Deque<String> answers = new ArrayDeque<>();

  private HttpServer server;

  private static String census(
      int slots, int tableBytes, boolean retainedEmpty, int residentBytes, int observedForSeconds) {
    return """
        {"processId":1,"residentBytes":%d,"maps":[{"className":"java.util.HashMap",
         "site":"io.tidemark.examples.batch.RecordIndex.add:20","slots":%d,"entries":0,
         "peakEntries":500000,"tableBytes":%d,"excessBytes":29360128,"retentionRatio":0.875,
         "retainedEmpty":%b,"candidate":false,"observedForSeconds":%d}]}"""
        .formatted(residentBytes, slots, tableBytes, retainedEmpty, observedForSeconds);
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/census",
        exchange -> {
          String answer = answers.size() > 1 ? answers.remove() : answers.element();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.isEmpty() ? 503 : 200, Math.max(body.length, 1));
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body.length == 0 ? new byte[1] : body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Captured watch(String timeout, String... answersInTurn) throws Exception {
    answers.addAll(List.of(answersInTurn));
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Captured.of(() -> Watch.run("--url", url, "--timeout", timeout, "--poll", "1ms"));
  }

  @Test
  void aMapThatGoesFromHealthyToRetainedIsShown() throws Exception {
    Captured captured = watch("1h", "", HEALTHY, HEALTHY, RETAINED);

    assertThat(captured.err()).isEmpty();
    assertThat(captured.status()).isZero();
    assertThat(captured.out())
        .containsSubsequence("healthy", "1,048,576", "retained-empty", "8,388,608")
        .contains("io.tidemark.examples.batch.RecordIndex.add:20")
        .contains("8,388,608 slots, 33,554,448 bytes (32.0 MiB)")
        .contains("0.875")
        .contains("400.0 MiB; 100.0 MiB when the map was first seen healthy");
  }

  @Test
  void aMapThatWasNeverSeenHealthyIsNoProof() throws Exception {
    Captured captured = watch("1h", RETAINED);

    assertThat(captured.status()).isEqualTo(1);
    assertThat(captured.err()).contains("the map was flagged before it was seen healthy");
  }

  @Test
  void aMapThatStaysHealthyFailsWithThatReason() throws Exception {
    Captured captured = watch("500ms", HEALTHY);

    assertThat(captured.status()).isEqualTo(1);
    assertThat(captured.err()).contains("not flagged within").contains("the map is healthy");
  }

  @Test
  void anAgentWithoutACensusFailsWithThatReason() throws Exception {
    Captured captured = watch("500ms", "");

    assertThat(captured.status()).isEqualTo(1);
    assertThat(captured.err()).contains("/api/census answers 503");
  }

  @Test
  void aProcessThatEndedEndsTheWatch() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    Captured captured = Captured.of(() -> Watch.run("--pid", Long.toString(ended.pid())));

    assertThat(captured.status()).isEqualTo(1);
    assertThat(captured.err()).contains("the watched process ended");
  }

  @Test
  void aBadArgumentShowsTheUsage() throws Exception {
    Captured captured = Captured.of(() -> Watch.run("--hold", "long"));

    assertThat(captured.status()).isEqualTo(2);
    assertThat(captured.err()).contains("--hold is not a duration").contains("usage: Watch");
  }
}
