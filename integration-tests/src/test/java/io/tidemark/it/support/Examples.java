package io.tidemark.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the examples module ships, from the folder in {@code tidemark.examples}. */
public final class Examples {

  private Examples() {}

  /** The class path of its programs. */
  public static String classes() {
    Path classes = folder().resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(classes + " is missing: compile the examples first");
    }
    return classes.toString();
  }

  /**
   * A copy of its alert rules whose alerts need not last longer than a second to fire, but for the
   * one of failed scrapes, of which a busy machine has some.
   */
  public static Path impatientAlerts(Path folder) {
    try {
      String rules = Files.readString(folder().resolve("prometheus/tidemark-alerts.yml"));
      return Files.writeString(
          folder.resolve("alerts.yml"), rules.replaceAll("(?m)^( +for:) [12]m$", "$1 1s"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The dashboard's queries by panel and number, with their variables filled in. */
  public static Map<String, String> dashboardQueries() {
    try {
      Path file = folder().resolve("grafana/tidemark-dashboard.json");
      Map<String, String> queries = new LinkedHashMap<>();
      collect(new ObjectMapper().readTree(Files.readString(file)), queries);
      return queries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(JsonNode holder, Map<String, String> queries) {
    for (JsonNode panel : holder.path("panels")) {
      int number = 0;
      for (JsonNode target : panel.path("targets")) {
        String name = panel.path("title").asText() + " #" + number++;
        queries.put(name, fillIn(target.required("expr").asText()));
      }
      collect(panel, queries);
    }
  }

  private static String fillIn(String query) {
    String filled =
        query
            .replaceAll("\\$\\{?(job|instance)(:[a-z]+)?}?", ".*")
            .replaceAll("\\$\\{?__(rate_interval|interval|range)}?", "10s");
    if (filled.contains("$")) {
      throw new IllegalStateException("unknown variable in " + query);
    }
    return filled;
  }

  private static Path folder() {
    return Path.of(System.getProperty("tidemark.examples")).toAbsolutePath().normalize();
  }
}
