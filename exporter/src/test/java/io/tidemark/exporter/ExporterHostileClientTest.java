package io.tidemark.exporter;

import static io.tidemark.exporter.Fixtures.census;
import static io.tidemark.exporter.Fixtures.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exporter.http.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExporterHostileClientTest {
  private static final Duration LONG = Duration.ofHours(1);

  private Started started = new Started();

  @AfterEach
  void othersAreStillServed() throws IOException {
    assertThat(started.client().get("/-/healthy").status()).isEqualTo(200);
    started.close();
    assertThat(started.notices).isEmpty();
  }

  @Test
  void aRequestLineOfTenMegabytesIsCutOff() throws IOException {
    byte[] line = new byte[10 << 20];
    Arrays.fill(line, (byte) 'a');
    assertThat(endsAfterSending("GET /".getBytes(StandardCharsets.UTF_8), line)).isTrue();
  }

  @Test
  void aHeaderOfTenMegabytesIsCutOff() throws IOException {
    byte[] value = new byte[10 << 20];
    Arrays.fill(value, (byte) 'a');
    byte[] head = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.UTF_8);
    assertThat(endsAfterSending(head, value)).isTrue();
  }

  @Test
  void headersWithoutEndAreCutOff() throws IOException {
    byte[] headers = "X: y\r\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    byte[] head = "GET / HTTP/1.1\r\nHost: localhost\r\n".getBytes(StandardCharsets.UTF_8);
    assertThat(endsAfterSending(head, headers)).isTrue();
  }

  @Test
  void nonsenseIsRefusedOrCutOff() throws IOException {
    for (String nonsense :
        List.of(
            "\r\n".repeat(100),
            "\u0016\u0003\u0001\u0002\u0000\r\n\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/9.9\r\n\r\n")) {
      try (Socket socket = started.client().open()) {
        socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        String answer = new String(readToEnd(socket), StandardCharsets.UTF_8);
        assertThat(answer).matches("(?s)|HTTP/1.1 (400|431|505) .*").doesNotContain("core5");
      }
    }
  }

  @Test
  void aClientThatNeverFinishesItsRequestIsClosed() throws Exception {
    restart(limits(64, Duration.ofMillis(600)));
    try (Socket socket = started.client().open()) {
      OutputStream out = socket.getOutputStream();
      out.write("GET / HTTP/1.1\r\nHost: localhost\r\n".getBytes(StandardCharsets.UTF_8));
      boolean open = true;
      while (open) { // a byte now and then, so that it is never idle
        Thread.sleep(50);
        try {
          out.write("X: y\r\n".charAt((int) (System.nanoTime() & 1)));
        } catch (SocketException e) {
          open = false;
        }
      }
    }
  }

  @Test
  void aClientThatIsSilentIsClosed() throws IOException {
    restart(new Limits(64, LONG, 8192, 64, 4, Duration.ofMillis(300), LONG));
    try (Socket socket = started.client().open()) {
      assertThat(readToEnd(socket)).isEmpty();
    }
  }

  @Test
  void aClientThatNeverReadsItsAnswerIsClosed() throws Exception {
    restart(limits(64, Duration.ofMillis(600)));
    started.exporter.publish(
        census(Collections.nCopies(50_000, map().site("com.acme.A.b:1").build())));
    try (Socket socket = started.client().open()) {
      socket
          .getOutputStream()
          .write(
              "GET /api/census?limit=50000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      while (true) {
        try {
          socket.getOutputStream().write('\n'); // fails once the connection was reset
          Thread.sleep(50);
        } catch (SocketException e) {
          break;
        }
      }
    }
  }

  @Test
  void aClientThatSendsRequestsAndReadsNoAnswersIsCutOff() throws IOException {
    String request = "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n";
    String requests = (request + "\r\n").repeat(20) + request + "Connection: close\r\n\r\n";
    try (Socket socket = started.client().open()) {
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.UTF_8));
      String answers = new String(readToEnd(socket), StandardCharsets.UTF_8);
      assertThat(answers.split("HTTP/1.1 200").length - 1).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void furtherConnectionsAreClosedAtOnce() throws IOException {
    restart(limits(64, LONG));
    List<Socket> sockets = new ArrayList<>();
    try {
      // One by one, so that all of the first 64 are known to be open.
      for (int i = 0; i < 64; i++) {
        Socket socket = started.client().open();
        sockets.add(socket);
        socket.getOutputStream().write(healthRequest());
        assertThat(Client.read(socket.getInputStream(), false).status()).isEqualTo(200);
      }
      for (int i = 0; i < 20; i++) {
        try (Socket further = started.client().open()) {
          assertThat(firstByteAfter(further, healthRequest())).isNegative();
        }
      }
      sockets.get(13).getOutputStream().write(healthRequest());
      assertThat(Client.read(sockets.get(13).getInputStream(), false).status()).isEqualTo(200);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    waitUntilServed();
  }

  @Test
  void connectionsThatAreLeftOpenGiveWayToOneThatAsks() throws Exception {
    Duration spared = Duration.ofMillis(50);
    restart(new Limits(64, spared, 8192, 64, 4, LONG, LONG));
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        Socket socket = started.client().open();
        sockets.add(socket);
        socket.getOutputStream().write(healthRequest());
        assertThat(Client.read(socket.getInputStream(), false).status()).isEqualTo(200);
      }
      Thread.sleep(2 * spared.toMillis());
      assertThat(started.client().get("/-/healthy").status()).isEqualTo(200);
      int closed = 0;
      for (Socket socket : sockets) {
        closed += firstByteAfter(socket, healthRequest()) < 0 ? 1 : 0;
      }
      assertThat(closed).isEqualTo(1);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void twoHundredConnectionsAtOnceAreAnsweredOrClosed() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(200);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(
            clients.submit(
                () -> {
                  try {
                    return started.client().get("/metrics").status();
                  } catch (IOException e) {
                    return -1;
                  }
                }));
      }
      int answered = 0;
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(200, -1);
        answered += answer.get() == 200 ? 1 : 0;
      }
      assertThat(answered).isGreaterThanOrEqualTo(64);
    } finally {
      clients.shutdownNow();
    }
    waitUntilServed();
  }

  @Test
  void anEndlessBodyIsThrownAwayAndEndsWithTheExchange() throws IOException {
    restart(limits(64, Duration.ofMillis(600)));
    byte[] body = new byte[64 << 20];
    assertThat(
            endsAfterSending(
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8),
                body))
        .isTrue();
  }

  private void waitUntilServed() {
    while (true) {
      try {
        started.client().get("/-/healthy");
        return;
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
  }

  private static byte[] healthRequest() {
    return "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8);
  }

  private static Limits limits(int connections, Duration exchange) {
    return new Limits(connections, LONG, 8192, 64, 4, LONG, exchange);
  }

  private void restart(Limits limits) {
    started.close();
    started =
        new Started(
            Started.ANY_PORT,
            new Exporter.Timing(Duration.ofSeconds(10), Duration.ofMillis(50), limits));
  }

  /** Whether the server ends the connection, during or after all was sent. */
  private boolean endsAfterSending(byte[]... parts) throws IOException {
    try (Socket socket = started.client().open()) {
      try {
        for (byte[] part : parts) {
          socket.getOutputStream().write(part);
        }
      } catch (SocketException e) {
        return true;
      }
      readToEnd(socket);
      return true;
    }
  }

  /** The first byte of the answer, -1 where the connection ends before. */
  private static int firstByteAfter(Socket socket, byte[] request) throws IOException {
    try {
      socket.getOutputStream().write(request);
      return socket.getInputStream().read();
    } catch (SocketException e) {
      return -1;
    }
  }

  private static byte[] readToEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      return new byte[0];
    }
  }
}
