package io.tidemark.examples.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the JSON of {@code /api/census}. Any thread may call it. */
public final class CensusReader {

  private CensusReader() {}

  /** Throws an {@link IOException} where the text is no JSON or lacks a member that is needed. */
  public static CensusView read(String json) throws IOException {
    Members census = Members.of(Json.read(json), "the census");
    List<MapView> maps = new ArrayList<>();
    for (Object map : census.get("maps", List.class)) {
      maps.add(map(Members.of(map, "a map of the census")));
    }
    return new CensusView(
        census.number("processId"),
        census.optionalNumber("residentBytes"),
        census.optionalNumber("heapAfterGcBytes"),
        maps);
  }

  private static MapView map(Members map) throws IOException {
    return new MapView(
        map.get("className", String.class),
        map.optionalText("site"),
        map.optionalText("holder"),
        map.number("slots"),
        map.number("entries"),
        map.number("peakEntries"),
        map.number("tableBytes"),
        map.number("excessBytes"),
        map.get("retentionRatio", Number.class).doubleValue(),
        map.get("retainedEmpty", Boolean.class),
        map.get("candidate", Boolean.class),
        Duration.ofSeconds(map.number("observedForSeconds")));
  }

  private record Members(Map<?, ?> values, String owner) {

    static Members of(Object value, String owner) throws IOException {
      if (value instanceof Map<?, ?> values) {
        return new Members(values, owner);
      }
      throw new IOException(owner + " is not an object");
    }

    <T> T get(String name, Class<T> type) throws IOException {
      Object value = values.get(name);
      if (!type.isInstance(value)) {
        throw new IOException(owner + " has no " + name);
      }
      return type.cast(value);
    }

    long number(String name) throws IOException {
      return get(name, Number.class).longValue();
    }

    OptionalLong optionalNumber(String name) throws IOException {
      return values.containsKey(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
    }

    Optional<String> optionalText(String name) throws IOException {
      return values.containsKey(name) ? Optional.of(get(name, String.class)) : Optional.empty();
    }
  }
}
