package io.tidemark.exporter.web;

import static io.tidemark.exporter.Fixtures.census;
import static io.tidemark.exporter.Fixtures.map;
import static io.tidemark.exporter.Fixtures.mixed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.Publication;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CensusPageTest {
  @Test
  void showsTheFlaggedTheCandidatesAndTheMemory() {
    assertThat(page(mixed()))
        .contains("com.acme.Cache$Table", "com.acme.Cache.load:7", "com.acme.Cache.table")
        .contains("4,194,304", "16.0 MiB", "2026-11-19 09:00:00 UTC", "1 d 1 h", "99% of it")
        .contains("com.acme.Lru.put:9", "observed 20 min", "unconfirmed")
        .contains("Resident memory", "900 MiB", "Heap after the last collection")
        .contains("Container limit 2.0 GiB")
        .contains("href=\"/metrics\"", "href=\"/api/census\"", "\"/-/healthy\"", "\"/-/ready\"");
  }

  @Test
  void mapsThatAreNeitherAreOnlyCounted() {
    assertThat(page(census(map().className("com.acme.Fine").build())))
        .doesNotContain("com.acme.Fine")
        .contains("No map carries the flag.", "No candidates.", "<b>1</b>");
  }

  @Test
  void saysSoBeforeTheFirstCensus() {
    String page = CensusPage.render(Publication.none(0), ProcessMemory.UNKNOWN, new JvmMemory());
    assertThat(page).contains("No census yet").contains("href=\"/metrics\"");
  }

  @Test
  void everyTextIsEscaped() {
    String evil = "<script>alert('1')</script>\"&\u0000\uD800";
    TrackedMap map = map().className(evil).type(evil).site(evil).holder(evil).flagged(10).build();
    String page = page(census(map));
    assertThat(page)
        .doesNotContain("<script")
        .doesNotContain("\u0000")
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;\uFFFD\uFFFD");
  }

  @Test
  void noMoreRowsAreShownThanAPersonReads() {
    List<TrackedMap> maps = Collections.nCopies(250, map().flagged(10).build());
    String page = page(census(maps));
    assertThat(page.split("<tr><td>")).hasSize(CensusPage.MAX_ROWS + 1);
    assertThat(page).contains("150 more");
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    assertThat(page(mixed()))
        .doesNotContain("http")
        .doesNotContain("src=")
        .doesNotContain("style=");
  }

  private static String page(Census census) {
    ProcessMemory memory =
        new ProcessMemory(
            OptionalLong.of(900L << 20),
            OptionalLong.of(1000L << 20),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.of(2L << 30));
    System.gc();
    return CensusPage.render(Publication.none(0).followedBy(census, 1), memory, new JvmMemory());
  }
}
