package io.tidemark.exporter.web;

import static io.tidemark.exporter.Fixtures.census;
import static io.tidemark.exporter.Fixtures.map;
import static io.tidemark.exporter.Fixtures.mixed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CensusJsonTest {
  private ProcessMemory memory =
      new ProcessMemory(
          OptionalLong.of(123),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  @Test
  void aMapHasTheMembersThatAreDocumentedInTheirOrder() throws IOException {
    TrackedMap map =
        map()
            .type("ConcurrentHashMap")
            .className("com.acme.Cache$Table")
            .site("com.acme.Cache.load:42")
            .holder("com.acme.Cache.table")
            .flagged(720)
            .build();
    String json = json(census(map), 1000);
    assertThat(json)
        .contains(
            "{\"type\":\"ConcurrentHashMap\",\"className\":\"com.acme.Cache$Table\","
                + "\"site\":\"com.acme.Cache.load:42\","
                + "\"stack\":[\"com.acme.Cache.load:42\",\"com.acme.Service.refresh:310\","
                + "\"com.acme.Main.lambda$main$0:28\"],\"holder\":\"com.acme.Cache.table\","
                + "\"slots\":1048576,\"entries\":0,\"peakEntries\":2,\"tableBytes\":4194320,"
                + "\"excessBytes\":4194240,\"retentionRatio\":0.99998,\"retainedEmpty\":true,"
                + "\"retainedSince\":\"2026-11-20T09:48:00Z\",\"candidate\":false,"
                + "\"trackedSince\":\"2026-11-20T09:40:00Z\",\"observedForSeconds\":1200,"
                + "\"origin\":\"grown\",\"liveness\":\"confirmed\"}");
    assertThat(json)
        .startsWith(
            "{\"takenAt\":\"2026-11-20T10:00:00Z\",\"processId\":"
                + ProcessHandle.current().pid()
                + ",\"residentBytes\":123,");
    assertThat(json)
        .contains(
            "\"totals\":{\"maps\":1,\"tableBytes\":4194320,\"excessBytes\":4194240,"
                + "\"retainedEmptyMaps\":1,\"retainedEmptyTableBytes\":4194320},\"maps\":[");
  }

  @Test
  void unknownMembersAreLeftOut() throws IOException {
    memory = ProcessMemory.UNKNOWN;
    Map<String, Object> json = parse(json(census(map().build()), 10));
    assertThat(json).doesNotContainKey("residentBytes").containsKeys("takenAt", "totals", "maps");
    assertThat(maps(json).get(0))
        .doesNotContainKeys("site", "stack", "holder", "retainedSince")
        .doesNotContainValue(null);
  }

  @Test
  void theFlaggedComeFirstThenCandidatesThenTheRestEachByExcess() throws IOException {
    List<TrackedMap> maps =
        new ArrayList<>(
            List.of(
                map().className("f9").excess(9).flagged(1).build(),
                map().className("f8").excess(8).flagged(1).build(),
                map().className("c90").excess(90).candidate().build(),
                map().className("c80").excess(80).candidate().build(),
                map().className("r900").excess(900).build(),
                map().className("r800").excess(800).build()));
    Collections.shuffle(maps, new Random(3));
    assertThat(maps(parse(json(census(maps), 1000))))
        .extracting(map -> map.get("className"))
        .containsExactly("f9", "f8", "c90", "c80", "r900", "r800");
  }

  @Test
  void theLimitCutsTheListAndNotTheTotals() throws IOException {
    Map<String, Object> json = parse(json(mixed(), 2));
    assertThat(maps(json)).hasSize(2);
    assertThat(json.get("totals").toString()).contains("maps=5", "retainedEmptyMaps=2");
    assertThat(maps(parse(json(mixed(), 0)))).isEmpty();
  }

  @Test
  void aLongListIsWrittenInParts() throws IOException {
    List<TrackedMap> maps = Collections.nCopies(10_000, map().site("a.A.a:1").build());
    CensusJson content = new CensusJson(census(maps), 10_000, memory, new JvmMemory());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int before = 0;
    int parts = 1;
    while (content.writeNext(out)) {
      assertThat(out.size() - before).isLessThan(64 * 1024);
      before = out.size();
      parts++;
    }
    assertThat(parts).isGreaterThan(100);
    assertThat(maps(parse(out.toString(StandardCharsets.UTF_8)))).hasSize(10_000);
  }

  @Test
  void hostileNamesStayInTheirStrings() throws IOException {
    String evil = "\"},{\u0000\n\\</script>\u2028\uD800";
    TrackedMap map = map().className(evil).type(evil).site(evil).holder(evil).build();
    Map<String, Object> read = maps(parse(json(census(map), 10))).get(0);
    String expected = evil.replace('\uD800', '\uFFFD');
    assertThat(read)
        .containsEntry("type", expected)
        .containsEntry("className", expected)
        .containsEntry("site", expected)
        .containsEntry("holder", expected);
  }

  private String json(Census census, int limit) throws IOException {
    CensusJson content = new CensusJson(census, limit, memory, new JvmMemory());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean more;
    do {
      more = content.writeNext(out);
    } while (more);
    return out.toString(StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Map<String, Object> json) {
    return (List<Map<String, Object>>) json.get("maps");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> parse(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      Map<String, Object> read = (Map<String, Object>) value(parser);
      assertThat(parser.nextToken()).isNull();
      return read;
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> object = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        assertThat(object.put(name, value(parser))).isNull();
      }
      return object;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> array = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(value(parser));
      }
      return array;
    }
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
  }
}
