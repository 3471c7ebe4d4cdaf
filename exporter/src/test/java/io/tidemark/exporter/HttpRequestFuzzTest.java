package io.tidemark.exporter;

import static io.tidemark.exporter.Fixtures.mixed;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.SilentCloseable;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;

/**
 * Whatever bytes a client sends to a server that runs: the answer has a status that the server
 * means to give (docs/metrics.md has those of well-formed requests), or there is none. By default
 * the kept inputs only; {@code JAZZER_FUZZ=1} looks for new ones, guided by coverage.
 */
class HttpRequestFuzzTest {

  private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.[01] (\\d{3}) ");
  private static final int STATUS_LENGTH = "HTTP/1.1 200 ".length();
  private static final Set<Integer> STATUSES =
      Set.of(200, 400, 403, 404, 405, 408, 413, 414, 417, 431, 501, 503, 505);
  private static final List<String> OWN_NAMES = List.of("localhost", "127.0.0.1", "[::1]");

  private static Started started;

  @AfterAll
  static void othersAreStillServed() throws IOException {
    if (started != null) {
      assertThat(started.client().get("/-/healthy").status()).isEqualTo(200);
      started.close();
      assertThat(started.notices).isEmpty();
      started = null;
    }
  }

  @FuzzTest(maxDuration = "60s")
  void bytes(byte[] input) throws IOException {
    if (started == null) {
      started = new Started();
      started.exporter.publish(mixed());
    }
    Matcher status = STATUS.matcher(answer(input));
    if (status.find()) {
      int code = Integer.parseInt(status.group(1));
      assertThat(code).isIn(STATUSES);
      if (code == 200) {
        String sent = new String(input, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        assertThat(OWN_NAMES).as("of the Host header").anyMatch(sent::contains);
      }
    }
    assertThat(started.notices).isEmpty();
  }

  private static String answer(byte[] input) throws IOException {
    if (System.getenv("JAZZER_FUZZ") == null) {
      return exchange(input);
    }
    // otherwise the test's own connections are what it finds
    try (SilentCloseable network = BugDetectors.allowNetworkConnections()) {
      assertThat(network).isNotNull();
      return exchange(input);
    }
  }

  /** The start of the answer, or less where there is none. */
  private static String exchange(byte[] input) throws IOException {
    try (Socket socket = started.client().open()) {
      // no wait at the end, on either side, so that there are many a second
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(input);
      socket.shutdownOutput();
      byte[] start = socket.getInputStream().readNBytes(STATUS_LENGTH);
      return new String(start, StandardCharsets.ISO_8859_1);
    } catch (SocketException cutOff) {
      return "";
    }
  }
}
