package io.tidemark.exporter.metrics;

import static io.tidemark.exporter.Fixtures.census;
import static io.tidemark.exporter.Fixtures.map;
import static io.tidemark.exporter.Fixtures.mixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.exporter.MetricText;
import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.Publication;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExpositionTest {
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
  private static final ProcessMemory MEMORY =
      new ProcessMemory(
          OptionalLong.of(1000),
          OptionalLong.of(2000),
          OptionalLong.of(3000),
          OptionalLong.of(0),
          OptionalLong.of(5000));

  private Publication publication = Publication.none(0);
  private ProcessMemory memory = MEMORY;
  private final JvmMemory jvm = new JvmMemory();

  @Test
  void theFamiliesAndTheirTypesAreThoseThatTheDocumentationNames() throws IOException {
    System.gc();
    publish(mixed());
    MetricText text = scrape(exposition(20, true));
    assertThat(text.types).containsExactlyInAnyOrderEntriesOf(documentedTypes());
    assertThat(text.helps.keySet()).isEqualTo(text.types.keySet());
    assertThat(text.helps.values()).allMatch(help -> help.contains("sweep"));
  }

  /** Of the rows that begin with {@code | `family` | type |}. */
  private static Map<String, String> documentedTypes() throws IOException {
    Pattern row = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (gauge|counter|summary) \\|");
    return row.matcher(Files.readString(Path.of("../docs/metrics.md")))
        .results()
        .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
  }

  @Test
  void labelsAreThoseOfTheDocumentation() {
    publish(mixed());
    MetricText text = scrape(exposition(20, true));
    assertThat(text.rows("tidemark_build_info")).containsOnlyKeys("version=0.1.0");
    assertThat(text.rows("tidemark_agent_info"))
        .containsOnlyKeys("java_version=" + System.getProperty("java.version") + "|mode=premain");
    assertThat(text.value("tidemark_hook_active", "hook=HashMap.resize")).isEqualTo(1);
    assertThat(text.value("tidemark_table_growths_total", "map_type=HashMap")).isEqualTo(17);
    assertThat(text.value("tidemark_maps_refused_total", "reason=max-maps")).isEqualTo(2);
    assertThat(text.value("tidemark_sites_refused_total", "reason=rate")).isEqualTo(4);
    assertThat(text.value("tidemark_hook_errors_total", "")).isEqualTo(3);
    assertThat(text.value("tidemark_failed_sweeps_total", "")).isEqualTo(1);
    assertThat(text.value("tidemark_agent_memory_bytes", "")).isEqualTo(123_456);
    assertThat(text.value("tidemark_discovery_seconds", "")).isEqualTo(0.25);
    assertThat(text.value("tidemark_discovery_longest_pause_seconds", "")).isEqualTo(0.04);
    assertThat(text.value("tidemark_discovery_complete", "")).isEqualTo(1);
    assertThat(text.value("tidemark_holder_search_seconds_total", "")).isEqualTo(1.5);
    assertThat(text.value("tidemark_last_sweep_timestamp_seconds", ""))
        .isEqualTo(mixed().takenAt().getEpochSecond());
    assertThat(text.rows("jvm_memory_used_bytes").keySet())
        .allMatch(labels -> labels.matches("area=(heap|nonheap)\\|id=.+"));
    Set<String> forbidden =
        Set.of(
            "job", "instance", "pod", "namespace", "container", "service", "application", "type");
    text.samples.values().stream()
        .flatMap(rows -> rows.keySet().stream())
        .flatMap(labels -> List.of(labels.split("\\|")).stream())
        .forEach(label -> assertThat(label.split("=")[0]).isNotIn(forbidden));
  }

  @Test
  void figuresOfAMapTypeAreTheSumsOverItsMaps() {
    publish(
        census(
            map().slots(1 << 20).entries(5).flagged(60).build(),
            map().slots(1 << 21).entries(7).excess(100).candidate().build()));
    MetricText text = scrape(exposition(20, true));
    long bytes = 16 + (4L << 20) + 16 + (4L << 21);
    assertRow(text, "tidemark_maps", 2);
    assertRow(text, "tidemark_map_entries", 12);
    assertRow(text, "tidemark_map_peak_entries", 16);
    assertRow(text, "tidemark_map_table_slots", (1 << 20) + (1 << 21));
    assertRow(text, "tidemark_map_table_bytes", bytes);
    assertRow(text, "tidemark_map_table_excess_bytes", (4L << 20) - 64 + 100);
    assertThat(text.value("tidemark_map_retention_ratio", "map_type=HashMap"))
        .isCloseTo(((4L << 20) - 64 + 100) / (double) bytes, within(1e-12));
    assertRow(text, "tidemark_retained_empty_maps", 1);
    assertRow(text, "tidemark_retained_empty_table_bytes", 16 + (4L << 20));
    assertRow(text, "tidemark_candidate_maps", 1);
  }

  private static void assertRow(MetricText text, String name, double value) {
    assertThat(text.value(name, "map_type=HashMap")).as(name).isEqualTo(value);
  }

  @Test
  void theSumOverTheSitesIsTheTotal() {
    List<TrackedMap> maps = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      TrackedMapSpec.add(maps, i);
    }
    publish(census(maps));
    MetricText text = scrape(exposition(3, true));
    assertThat(text.rows("tidemark_maps")).hasSize(2);
    assertThat(text.rows("tidemark_site_maps")).hasSize(3 + 2 + 2);
    for (String type : List.of("map_type=HashMap", "map_type=ConcurrentHashMap")) {
      for (String figure : List.of("maps", "table_bytes", "table_excess_bytes")) {
        String total = figure.equals("maps") ? "tidemark_maps" : "tidemark_map_" + figure;
        assertThat(text.sum("tidemark_site_" + figure, type + "|"))
            .isEqualTo(text.value(total, type));
      }
      assertThat(text.sum("tidemark_site_retained_empty_maps", type + "|"))
          .isEqualTo(text.value("tidemark_retained_empty_maps", type));
    }
    assertThat(text.value("tidemark_sites_tracked", "")).isEqualTo(7);
    assertThat(text.value("tidemark_sites_exported", "")).isEqualTo(3);
  }

  /** Maps of two types at forty sites or at none. */
  private static final class TrackedMapSpec {
    static void add(List<TrackedMap> maps, int i) {
      var map = map().type(i % 2 == 0 ? "HashMap" : "ConcurrentHashMap").slots(1 << (12 + i % 9));
      if (i % 3 != 0) {
        map.site("com.acme.C" + i % 41 + ".put:1");
      }
      maps.add((i % 5 == 0 ? map.flagged(i) : map).build());
    }
  }

  @Test
  void beforeTheFirstCensusItsFamiliesAreAbsent() {
    MetricText text = scrape(exposition(20, true));
    assertThat(text.names())
        .contains("process_resident_memory_bytes", "jvm_memory_used_bytes")
        .allMatch(
            name ->
                !name.startsWith("tidemark_")
                    || name.startsWith("tidemark_process")
                    || Set.of(
                            "tidemark_container_memory_limit_bytes",
                            "tidemark_gc_info",
                            "tidemark_heap_after_gc_bytes")
                        .contains(name));
  }

  @Test
  void whatIsNotKnownIsLeftOutAndNeverNan() {
    memory = ProcessMemory.UNKNOWN;
    publish(census());
    String text = text(exposition(20, true), "text/plain");
    assertThat(text).doesNotContain("NaN").doesNotContain("_resident_").doesNotContain(" -1.0");
    memory = MEMORY;
    assertThat(MetricText.parse(text(exposition(20, true), "")).names())
        .contains("process_resident_memory_bytes");
  }

  @Test
  void aMapTypeWhoseMapsAreGoneStaysWithZerosAndWithoutARatio() {
    Exposition exposition = exposition(20, true);
    publish(census(map().build()));
    scrape(exposition);
    publish(census());
    MetricText text = scrape(exposition);
    assertRow(text, "tidemark_maps", 0);
    assertThat(text.rows("tidemark_map_retention_ratio")).isEmpty();
    assertThat(text.types).doesNotContainKey("tidemark_map_retention_ratio");
  }

  @Test
  void jvmFamiliesCanBeSwitchedOff() {
    publish(mixed());
    assertThat(scrape(exposition(20, false)).names())
        .contains("process_resident_memory_bytes")
        .noneMatch(name -> name.startsWith("jvm_"));
  }

  @Test
  void theSweepSummaryCountsEveryPublishedCensus() {
    publish(mixed());
    publish(mixed());
    publish(mixed());
    MetricText text = scrape(exposition(20, true));
    assertThat(text.value("tidemark_sweep_duration_seconds_count", "")).isEqualTo(3);
    assertThat(text.value("tidemark_sweep_duration_seconds_sum", ""))
        .isCloseTo(0.036, within(1e-9));
  }

  @Test
  void metersStillTellTheirValuesAfterACollection() {
    Exposition exposition = exposition(20, true);
    publish(mixed());
    Set<String> before = scrape(exposition).names();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    publish(mixed());
    MetricText text = scrape(exposition);
    assertThat(text.names()).containsAll(before);
    assertThat(text.value("tidemark_sweep_duration_seconds_count", "")).isEqualTo(2);
  }

  @Test
  void hostileNamesStayInTheirLabels() {
    String evil = "a\"} 1\nevil_metric{x=\"\\";
    publish(census(map().type(evil).site(evil).build(), map().type("T\u0000\uD800").build()));
    MetricText text = scrape(exposition(20, true));
    assertThat(text.types).doesNotContainKey("evil_metric");
    assertThat(text.rows("tidemark_maps")).hasSize(2);
    assertThat(text.rows("tidemark_site_maps"))
        .containsKey(
            "map_type=a\\\"} 1\uFFFDevil_metric{x=\\\"\\\\|site=a\\\"} 1\uFFFDevil_metric"
                + "{x=\\\"\\\\");
  }

  @Test
  void openMetricsIsGivenWhereItIsAskedFor() {
    publish(mixed());
    Exposition exposition = exposition(20, true);
    assertThat(exposition.contentType(null)).startsWith("text/plain; version=0.0.4");
    assertThat(exposition.contentType("text/html,*/*;q=0.1")).startsWith("text/plain");
    String accept = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3";
    assertThat(exposition.contentType(accept)).startsWith(OPEN_METRICS);
    String text = text(exposition, accept);
    assertThat(text)
        .endsWith("# EOF\n")
        .contains("# TYPE tidemark_table_growths counter\n")
        .contains("tidemark_table_growths_total{map_type=\"HashMap\"} 17.0\n");
    assertThat(MetricText.parse(text).names()).hasSizeGreaterThan(35);
  }

  @Test
  void aScrapeOfAThousandRowsMakesLessThanAMebibyteOfGarbage() {
    List<TrackedMap> maps = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      maps.add(map().site("com.acme.orders.Repository" + i + ".findAllByCustomer:" + i).build());
    }
    publish(census(maps));
    Exposition exposition = exposition(130, true);
    int rows = scrape(exposition).samples.values().stream().mapToInt(java.util.Map::size).sum();
    assertThat(rows).isGreaterThan(900);
    java.io.Writer sink =
        new java.io.BufferedWriter(
            new java.io.OutputStreamWriter(
                java.io.OutputStream.nullOutputStream(), java.nio.charset.StandardCharsets.UTF_8));
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      write(exposition, "", sink);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(1 << 20);
  }

  private void publish(Census census) {
    publication = publication.followedBy(census, 0);
  }

  private Exposition exposition(int sitesTop, boolean jvmMetrics) {
    return Exposition.create(
        sitesTop, jvmMetrics, System::nanoTime, () -> publication, () -> memory, jvm);
  }

  private static MetricText scrape(Exposition exposition) {
    return MetricText.parse(text(exposition, ""));
  }

  private static String text(Exposition exposition, String accept) {
    StringWriter writer = new StringWriter();
    write(exposition, accept, writer);
    return writer.toString();
  }

  private static void write(Exposition exposition, String accept, java.io.Writer writer) {
    try {
      exposition.write(exposition.contentType(accept), writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
