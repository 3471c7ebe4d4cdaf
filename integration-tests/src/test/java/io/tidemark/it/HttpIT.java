package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Crowd;
import io.tidemark.it.support.Diagnosis;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are wrong, huge or never end harm nobody. */
class HttpIT {

  private static final int REQUEST_LINE_BYTES = 10 << 20;
  private static final int IDLE_CLIENTS = 40;
  private static final int MOST_CONNECTIONS = 64;

  private final List<Socket> sockets = new ArrayList<>();
  private AgentJvm jvm;
  private CensusClient client;

  @BeforeEach
  void start() {
    jvm = Launch.on(Jdk.first()).main(Application.class, "0").start();
    client = jvm.ready();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    try (AgentJvm running = jvm) {
      Poll.untilAsserted("healthy", this::assertHealthyAtOnce);
      Soundness.assertSound(client);
      running.run("work");
      assertThat(running.quit()).isZero();
      assertThat(running.stdout())
          .containsExactly("application runs", "20000 entries", "done work");
      assertThat(running.stderr()).hasSize(1);
    }
  }

  @Test
  void aPathThatIsNotThereIsNotFound() {
    assertThat(client.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(client.get("/metrics/x").statusCode()).isEqualTo(404);
    assertThat(client.get("/-/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void onlyReadingIsAllowed() {
    HttpRequest post =
        HttpRequest.newBuilder(client.base().resolve("/metrics"))
            .POST(BodyPublishers.ofString("x"))
            .timeout(Poll.DEADLINE)
            .build();
    assertThat(client.send(post).statusCode()).isEqualTo(405);
  }

  @Test
  void aRequestLineOfTenMegabytesIsRefused() throws IOException {
    Socket socket = open();
    byte[] piece = new byte[1 << 16];
    Arrays.fill(piece, (byte) 'a');
    String answer;
    try {
      OutputStream out = socket.getOutputStream();
      out.write("GET /".getBytes(StandardCharsets.US_ASCII));
      for (int sent = 0; sent < REQUEST_LINE_BYTES; sent += piece.length) {
        out.write(piece);
      }
      out.write(" HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      answer = firstBytes(socket.getInputStream());
    } catch (IOException closedBefore) {
      // it need not read such a thing to its end
      answer = "";
    }
    assertThat(answer).doesNotStartWith("HTTP/1.1 2");
    assertHealthyAtOnce();
  }

  @Test
  void clientsThatNeverFinishTheirRequestHoldNobodyUp() throws IOException {
    for (int i = 0; i < IDLE_CLIENTS; i++) {
      OutputStream out = open().getOutputStream();
      out.write("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ".getBytes());
      out.flush();
    }
    assertHealthyAtOnce();
    assertThat(client.metrics().names()).contains("tidemark_build_info");
  }

  @Test
  void connectionsThatAreLeftOpenDoNotKeepTheHealthProbesOut() throws Exception {
    for (int i = 0; i < 2 * MOST_CONNECTIONS; i++) {
      open();
    }
    Poll.untilAsserted("healthy", this::assertHealthyAtOnce);
  }

  @Test
  void tenThousandRequestsAtOnceGetTheContractsAnswersOrNone() throws IOException {
    long before = Diagnosis.of(jvm).heapBytes();
    for (String path : List.of("/metrics", "/nothing")) {
      Map<String, Integer> answers = Crowd.ask(client.base(), path, 10_000);
      System.out.println("10,000 requests at once for " + path + ": " + answers);
      assertThat(answers.keySet()).isSubsetOf(path.equals("/nothing") ? "404" : "200", Crowd.NONE);
      assertThat(answers.keySet()).hasSizeGreaterThan(answers.containsKey(Crowd.NONE) ? 1 : 0);
    }
    Poll.untilAsserted("healthy", this::assertHealthyAtOnce);
    assertHeapNear(before);
  }

  @Test
  void aFloodByWrkIsServedAndLeavesNothing() {
    long before = Diagnosis.of(jvm).heapBytes();
    Tool.Result wrk =
        Tool.run(
            List.of(
                Tool.onPath("wrk"),
                "--threads=2",
                "--connections=50",
                "--duration=3s",
                client.base() + "metrics"));
    assertThat(wrk.exitCode()).as("%s", wrk).isZero();
    System.out.println(String.join("\n", wrk.stdout()));
    assertThat(wrk.stdout()).noneMatch(line -> line.contains("Non-2xx"));
    assertHeapNear(before);
  }

  /** But for what the JVM's first connections and compilations leave. */
  private void assertHeapNear(long before) {
    Poll.untilAsserted(
        "heap as before",
        () -> assertThat(Diagnosis.of(jvm).heapBytes()).isLessThan(before + (2 << 20)));
  }

  /** At once: within a time that a stuck server would not keep and a busy machine does. */
  private void assertHealthyAtOnce() {
    long start = System.nanoTime();
    assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
    assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(5000);
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(client.base().getHost(), client.base().getPort());
    socket.setSoTimeout((int) Poll.DEADLINE.toMillis());
    sockets.add(socket);
    return socket;
  }

  private static String firstBytes(InputStream in) throws IOException {
    return new String(in.readNBytes(12), StandardCharsets.US_ASCII);
  }
}
