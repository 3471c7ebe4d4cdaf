package io.tidemark.exporter.web;

import static io.tidemark.exporter.Fixtures.TAKEN;
import static io.tidemark.exporter.Fixtures.agent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.Publication;
import io.tidemark.exporter.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {
  private long now;
  private Publication publication = Publication.none(0);

  @Test
  void isHealthyForThreeSweepIntervalsAfterTheStartAndEachCensus() throws IOException {
    Health health = health(Duration.ofSeconds(20));
    now = Duration.ofSeconds(60).toNanos();
    assertThat(health.healthy().status()).isEqualTo(200);
    now++;
    assertThat(health.healthy().status()).isEqualTo(503);
    publication = publication.followedBy(census(Map.of()), now);
    assertThat(health.healthy().status()).isEqualTo(200);
    now += Duration.ofSeconds(61).toNanos();
    assertThat(health.healthy().status()).isEqualTo(503);
    assertThat(text(health.healthy())).isEqualTo("last census 61 s ago, which is over 60 s\n");
  }

  @Test
  void shortIntervalsAreGivenHalfAMinute() throws IOException {
    Health health = health(Duration.ofMillis(100));
    now = Duration.ofSeconds(30).toNanos();
    assertThat(health.healthy().status()).isEqualTo(200);
    now = Duration.ofSeconds(31).toNanos();
    assertThat(text(health.healthy()))
        .isEqualTo("no census since the start 31 s ago, which is over 30 s\n");
  }

  @Test
  void isReadyOnceThereIsACensusAndEveryHookIsActive() throws IOException {
    Health health = health(Duration.ofSeconds(10));
    assertThat(health.ready().status()).isEqualTo(503);
    assertThat(text(health.ready())).isEqualTo("no census yet\n");
    publication = publication.followedBy(census(Map.of("a", true, "b", false)), now);
    assertThat(health.ready().status()).isEqualTo(503);
    assertThat(text(health.ready())).isEqualTo("hook b is not active\n");
    publication = publication.followedBy(census(Map.of("a", true, "b", true)), now);
    assertThat(health.ready().status()).isEqualTo(200);
    now += Duration.ofSeconds(31).toNanos();
    assertThat(health.ready().status()).as("nobody looked since").isEqualTo(503);
  }

  private Health health(Duration interval) {
    return new Health(() -> publication, interval, () -> now);
  }

  private static Census census(Map<String, Boolean> hooks) {
    return new Census(TAKEN, Duration.ofMillis(1), List.of(), agent(hooks));
  }

  private static String text(Response response) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(response.content().writeNext(out)).isFalse();
    return out.toString(java.nio.charset.StandardCharsets.UTF_8);
  }
}
