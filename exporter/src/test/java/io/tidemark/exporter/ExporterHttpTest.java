package io.tidemark.exporter;

import static io.tidemark.exporter.Fixtures.census;
import static io.tidemark.exporter.Fixtures.map;
import static io.tidemark.exporter.Fixtures.mixed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exporter.Client.Answer;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.http.BasicAuth;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExporterHttpTest {
  private static final List<String> PATHS =
      List.of("/", "/metrics", "/api/census", "/-/healthy", "/-/ready");

  private Started started = new Started();

  @AfterEach
  void close() {
    started.close();
    assertThat(started.notices).isEmpty();
  }

  @Test
  void everyPathAnswers() throws IOException {
    started.exporter.publish(mixed());
    for (String path : PATHS) {
      Answer answer = get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).isNotEmpty();
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("Server")).isNull();
    }
    assertThat(get("/metrics").header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(get("/api/census").header("Content-Type")).isEqualTo("application/json");
    assertThat(get("/").header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(get("/").header("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-");
  }

  @Test
  void beforeTheFirstCensusWhatCanBeSaidIsSaid() throws IOException {
    assertThat(get("/").text()).contains("No census yet");
    assertThat(get("/metrics").text()).contains("process_resident_memory_bytes");
    assertThat(get("/api/census").status()).isEqualTo(503);
    assertThat(get("/-/healthy").status()).isEqualTo(200);
    assertThat(get("/-/ready").status()).isEqualTo(503);
  }

  @Test
  void anythingElseIsNotFound() throws IOException {
    for (String path :
        List.of(
            "/metrics/",
            "/Metrics",
            "//",
            "///",
            "//-/ready",
            "//localhost/metrics",
            "/metrics%00",
            "/../metrics",
            "/-/",
            "*",
            "/favicon.ico")) {
      assertThat(get(path).status()).as(path).isIn(404, 400);
    }
  }

  @Test
  void headHasTheHeadersAndNoBody() throws IOException {
    started.exporter.publish(mixed());
    for (String path : PATHS) {
      assertHeadOf(path);
    }
    for (String path : List.of("/metrics", "/api/census")) {
      assertHeadOf(path, "Accept-Encoding: gzip");
    }
    assertThat(started.client().send("HEAD", "/nowhere").status()).isEqualTo(404);
  }

  private void assertHeadOf(String path, String... headers) throws IOException {
    Answer head = started.client().send("HEAD", path, headers);
    Answer whole = get(path, headers);
    assertThat(head.status()).as(path).isEqualTo(200);
    for (String header : List.of("Content-Type", "Content-Encoding")) {
      assertThat(head.header(header)).as(path + " " + header).isEqualTo(whole.header(header));
    }
    assertThat(head.body()).as(path).isEmpty();
  }

  @Test
  void otherMethodsAreNotAllowed() throws IOException {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get")) {
      Answer answer = started.client().send(method, "/metrics", "Content-Length: 0");
      assertThat(answer.status()).as(method).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }
    Answer withBody =
        started
            .client()
            .send("POST", "/", "Transfer-Encoding: chunked", "X: y\r\n\r\n3\r\nabc\r\n0\r\n");
    assertThat(withBody.status()).isEqualTo(405);
  }

  @Test
  void theLimitOfTheCensusIsChecked() throws IOException {
    started.exporter.publish(mixed());
    assertThat(get("/api/census?limit=1").text().split("\"className\"")).hasSize(2);
    assertThat(get("/api/census?x=y&limit=0").text()).endsWith("\"maps\":[]}");
    for (String bad : List.of("-1", "x", "", "1.5", "99999999999", "0x10", "1%20")) {
      Answer answer = get("/api/census?limit=" + bad);
      assertThat(answer.status()).as(bad).isEqualTo(400);
      assertThat(answer.text()).hasLineCount(1).contains("limit");
    }
    assertThat(get("/api/census?limit").status()).isEqualTo(400);
  }

  @Test
  void theCensusHasAThousandMapsByDefault() throws IOException {
    started.exporter.publish(census(Collections.nCopies(1001, map().build())));
    assertThat(get("/api/census").text().split("\"className\"")).hasSize(1 + 1000);
  }

  @Test
  void gzipIsGivenWhereItIsAskedFor() throws IOException {
    started.exporter.publish(mixed());
    for (String path : List.of("/", "/metrics", "/api/census")) {
      Answer answer = get(path, "Accept-Encoding: gzip, deflate");
      assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(answer.header("Vary")).contains("Accept-Encoding");
      assertThat(answer.unzipped()).contains("com.acme.Cache.load:7");
      assertThat(get(path).header("Content-Encoding")).isNull();
    }
  }

  @Test
  void openMetricsIsNegotiated() throws IOException {
    started.exporter.publish(mixed());
    String accept =
        "Accept: application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
    Answer answer = get("/metrics", accept, "Accept-Encoding: gzip");
    assertThat(answer.header("Content-Type"))
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(answer.unzipped()).endsWith("# EOF\n");
  }

  @Test
  void aConnectionServesManyRequests() throws IOException {
    started.exporter.publish(mixed());
    try (Socket socket = started.client().open()) {
      for (int i = 0; i < 100; i++) {
        String path = PATHS.get(i % PATHS.size());
        socket.getOutputStream().write(request(path).getBytes(StandardCharsets.UTF_8));
        assertThat(Client.read(socket.getInputStream(), false).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void anOldClientIsAnsweredToo() throws IOException {
    started.exporter.publish(mixed());
    try (Socket socket = started.client().open()) {
      socket
          .getOutputStream()
          .write(
              "GET /metrics HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      Answer answer = Client.read(socket.getInputStream(), false);
      assertThat(answer.header("Transfer-Encoding")).isNull();
      assertThat(MetricText.parse(answer.text()).names()).contains("tidemark_maps");
    }
  }

  @Test
  void onLoopbackOtherHostsAreRefused() throws IOException {
    for (String path : PATHS) {
      assertThat(get(path, "Host: evil.example").status()).as(path).isEqualTo(403);
    }
    assertThat(get("http://evil.example/metrics", "Host: localhost").status()).isEqualTo(403);
    assertThat(get("/-/healthy", "Host: [::1]:99").status()).isEqualTo(200);
  }

  @Test
  void aScrapeWhileCensusesArePublishedNeverLosesARow() throws Exception {
    List<TrackedMap> maps = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      maps.add(map().type(i % 2 == 0 ? "HashMap" : "TreeishMap").site("a.B.c:" + i).build());
    }
    started.exporter.publish(census(maps));
    AtomicBoolean done = new AtomicBoolean();
    Thread publisher =
        new Thread(
            () -> {
              for (int i = 0; !done.get(); i++) {
                // The totals tell which census it was: all figures must be of the same one.
                started.exporter.publish(census(maps.subList(0, 40 + 2 * (i % 10))));
              }
            });
    publisher.start();
    try {
      for (int i = 0; i < 400; i++) {
        MetricText text = MetricText.parse(get("/metrics").text());
        assertThat(text.names()).hasSizeGreaterThan(35);
        for (String type : List.of("map_type=HashMap", "map_type=TreeishMap")) {
          double total = text.value("tidemark_maps", type);
          assertThat(total).isBetween(20.0, 30.0);
          assertThat(text.sum("tidemark_site_maps", type + "|")).isEqualTo(total);
          assertThat(text.value("tidemark_map_table_bytes", type))
              .isEqualTo(total * maps.get(0).tableBytes());
        }
      }
    } finally {
      done.set(true);
      publisher.join();
    }
  }

  @Test
  void aLongCensusReachesASlowReaderWhole() throws IOException {
    List<TrackedMap> maps = Collections.nCopies(20_000, map().site("a.A.a:1").build());
    started.exporter.publish(census(maps));
    Answer plain = get("/api/census?limit=20000");
    assertThat(plain.text().split("\"className\"").length).isEqualTo(20_001);
    Answer zipped = get("/api/census?limit=20000", "Accept-Encoding: gzip");
    assertThat(zipped.unzipped().split("\"className\"").length).isEqualTo(20_001);
    assertThat(zipped.unzipped().endsWith("}]}")).isTrue();
    assertThat(zipped.body().length).isLessThan(plain.body().length / 10);
  }

  @Test
  void eachAnswerSaysWhenItWasGiven() throws IOException {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String date = get("/-/healthy").header("Date");
    assertThat(date).hasSize("Sun, 06 Nov 1994 08:49:37 GMT".length()).endsWith(" GMT");
    assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
        .isBetween(before, Instant.now());
  }

  @Test
  void passwordsAreAskedForEverywhereButForHealth() throws IOException {
    started.close();
    started = new Started(Started.with(BasicAuth.plaintext("prometheus", "s3cret")));
    started.exporter.publish(mixed());
    for (String path : List.of("/", "/metrics", "/api/census", "/nowhere")) {
      Answer refused = get(path);
      assertThat(refused.status()).as(path).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).startsWith("Basic realm=");
      assertThat(looked(path, basic("prometheus:wrong"))).isEqualTo(401);
      assertThat(looked(path, basic("prometheus:s3cret"))).isIn(200, 404);
    }
    assertThat(get("/-/healthy").status()).isEqualTo(200);
    assertThat(get("/-/ready").status()).isEqualTo(200);
    assertThat(get("/-/healthy?x=y").status()).isEqualTo(200);
  }

  /** On a busy machine even this check may seem to cost much, and the next one is put off. */
  private int looked(String path, String credentials) throws IOException {
    int status;
    do {
      status = get(path, credentials).status();
    } while (status == 429);
    return status;
  }

  private Answer get(String path, String... headers) throws IOException {
    return started.client().get(path, headers);
  }

  private static String request(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static String basic(String credentials) {
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
