package io.tidemark.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.exporter.http.BasicAuth;
import io.tidemark.exporter.http.Limits;
import io.tidemark.exporter.http.Tls;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExporterLifecycleTest {
  private static final Exporter.Timing QUICK =
      new Exporter.Timing(Duration.ofMillis(50), Duration.ofMillis(20), Limits.DEFAULT);

  @Test
  void thePortThatWasTakenIsToldEverywhereAndOnce() {
    try (Started started = new Started()) {
      int port = started.port();
      assertThat(port).isPositive();
      assertThat(started.exporter.port()).hasValue(port);
      assertThat(System.getProperty("tidemark.http.port")).isEqualTo(Integer.toString(port));
      assertThat(started.startedPorts).containsExactly(port);
      assertThat(started.notices).isEmpty();
    }
    assertThat(System.getProperty("tidemark.http.port")).isNull();
  }

  @Test
  void closingEndsEveryThreadAndFreesThePort() throws IOException {
    Started started = new Started();
    int port = started.port();
    assertThat(ourThreads()).isNotEmpty().allMatch(Thread::isDaemon);
    assertThat(ourThreads()).allMatch(thread -> thread.getContextClassLoader() == null);
    try (Socket idle = started.client().open();
        Socket half = started.client().open()) {
      half.getOutputStream().write("GET / HT".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      started.client().get("/metrics");
      started.close();
      assertThat(ourThreads()).isEmpty();
      assertThat(idle.getInputStream().read()).isNegative();
    } catch (java.net.SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
    assertThat(started.exporter.port()).isEmpty();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
    started.close();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void restartingOftenLeavesNothingBehind() {
    for (int i = 0; i < 50; i++) {
      try (Started started = new Started()) {
        started.port();
      }
    }
    assertThat(ourThreads()).isEmpty();
  }

  @Test
  void closingBeforeTheStartHasEndedIsFine() {
    for (int i = 0; i < 20; i++) {
      new Started().close();
    }
    assertThat(ourThreads()).isEmpty();
  }

  @Test
  void aBusyPortIsToldOnceAndRetriedUntilItIsFree() throws Exception {
    ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    int port = busy.getLocalPort();
    try (Started started = new Started(onPort(port), QUICK)) {
      await(() -> !started.notices.isEmpty());
      assertThat(started.exporter.port()).isEmpty();
      Thread.sleep(300); // several retries
      assertThat(started.notices).hasSize(1);
      assertThat(started.notices.get(0))
          .contains("port " + port, "Address already in use", "the application runs on")
          .doesNotContain("\n");
      assertThat(System.getProperty("tidemark.http.problem")).isEqualTo(started.notices.get(0));
      busy.close();
      assertThat(started.port()).isEqualTo(port);
      assertThat(System.getProperty("tidemark.http.problem")).isNull();
      assertThat(started.client().get("/-/healthy").status()).isEqualTo(200);
    }
  }

  @Test
  void closingWhileThePortIsBusyEnds() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Started started = new Started(onPort(busy.getLocalPort()));
      await(() -> System.getProperty("tidemark.http.problem") != null);
      started.close();
      assertThat(ourThreads()).isEmpty();
      assertThat(System.getProperty("tidemark.http.problem")).isNull();
      // whoever ends before the second try has said nothing
      assertThat(started.notices).isEmpty();
    }
  }

  @Test
  void aServerWhoseThreadsEndIsStartedAgain() throws IOException {
    try (Started started = new Started(Started.ANY_PORT, QUICK)) {
      started.port();
      ourThreads().stream()
          .filter(thread -> thread.getName().startsWith("tidemark-http-accept"))
          .forEach(Thread::interrupt);
      await(() -> started.notices.stream().anyMatch(line -> line.contains("started again")));
      await(() -> isHealthy(started.exporter));
      assertThat(started.startedPorts).hasSize(1);
    }
  }

  @Test
  void anUnknownHostIsANotice() {
    ExporterSettings settings =
        new ExporterSettings(
            "no-such-host.invalid",
            0,
            20,
            true,
            Duration.ofSeconds(10),
            Optional.empty(),
            Optional.empty());
    try (Started started = new Started(settings, QUICK)) {
      await(() -> !started.notices.isEmpty());
      assertThat(started.notices.get(0)).contains("no-such-host.invalid");
    }
  }

  @Test
  void withoutTheTlsOrPasswordThatWasAskedForNothingIsServed() {
    Tls tls =
        new Tls(
            new Tls.Store("no-such-file.p12", "secret", Optional.empty()),
            Optional.empty(),
            Optional.empty());
    for (ExporterSettings settings :
        List.of(Started.with(tls), Started.with(BasicAuth.plaintext("u", "")))) {
      try (Started started = new Started(settings)) {
        await(() -> !started.notices.isEmpty());
        await(() -> ourThreads().isEmpty());
        assertThat(started.exporter.port()).isEmpty();
        assertThat(started.notices).hasSize(1);
        assertThat(started.notices.get(0))
            .containsAnyOf("no-such-file.p12", "password is needed")
            .contains("the application runs on")
            .doesNotContain("secret");
      }
    }
  }

  private static boolean isHealthy(Exporter exporter) {
    // read once: the exporter gives a failed server's port back at any time
    OptionalInt port = exporter.port();
    try {
      return port.isPresent() && new Client(port.getAsInt()).get("/-/healthy").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static ExporterSettings onPort(int port) {
    return new ExporterSettings(
        "127.0.0.1", port, 20, true, Duration.ofSeconds(10), Optional.empty(), Optional.empty());
  }

  private static List<Thread> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tidemark-"))
        .toList();
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
