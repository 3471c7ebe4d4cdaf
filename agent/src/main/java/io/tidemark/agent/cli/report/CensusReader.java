package io.tidemark.agent.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.report.CensusReport.Row;
import io.tidemark.agent.cli.report.CensusReport.State;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the JSON of {@code /api/census}; members that it does not know are passed over. */
public final class CensusReader {

  private static final JsonFactory JSON = new JsonFactory();

  private CensusReader() {}

  /** Reads a census. */
  public static CensusReport read(byte[] json) throws Refusal {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      return census(parser);
    } catch (IOException | DateTimeException | NumberFormatException e) {
      throw new Refusal(
          "the census can't be read: " + e.getMessage(),
          "see whether this and the Tidemark in the process are of one version");
    }
  }

  private static CensusReport census(JsonParser parser) throws IOException {
    Map<String, String> head = new HashMap<>();
    Map<String, String> totals = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("totals")) {
        totals = members(parser);
      } else if (name.equals("maps") && value == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          rows.add(row(members(parser)));
        }
      } else if (value.isScalarValue()) {
        head.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return new CensusReport(
        Instant.parse(head.getOrDefault("takenAt", "")),
        number(head, "processId"),
        optional(head, "residentBytes"),
        optional(head, "heapAfterGcBytes"),
        Optional.ofNullable(head.get("gc")),
        number(totals, "maps"),
        number(totals, "tableBytes"),
        number(totals, "excessBytes"),
        List.copyOf(rows));
  }

  private static Row row(Map<String, String> map) {
    State state =
        Boolean.parseBoolean(map.get("retainedEmpty"))
            ? State.FLAGGED
            : Boolean.parseBoolean(map.get("candidate")) ? State.CANDIDATE : State.HEALTHY;
    return new Row(
        map.getOrDefault("type", "?"),
        map.getOrDefault("className", "?"),
        Optional.ofNullable(map.get("site")),
        Optional.ofNullable(map.get("holder")),
        number(map, "slots"),
        number(map, "entries"),
        number(map, "peakEntries"),
        number(map, "tableBytes"),
        number(map, "excessBytes"),
        state,
        Duration.ofSeconds(number(map, "observedForSeconds")),
        !"unconfirmed".equals(map.get("liveness")));
  }

  /** The scalar members of the object that the parser stands at, as text. */
  private static Map<String, String> members(JsonParser parser) throws IOException {
    Map<String, String> members = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken().isScalarValue()) {
        members.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return members;
  }

  private static long number(Map<String, String> members, String name) {
    String text = members.get(name);
    if (text == null) {
      throw new NumberFormatException(name + " is missing");
    }
    return Long.parseLong(text);
  }

  private static OptionalLong optional(Map<String, String> members, String name) {
    String text = members.get(name);
    return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }
}
