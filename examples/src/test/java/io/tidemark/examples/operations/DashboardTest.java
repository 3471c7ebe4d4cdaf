package io.tidemark.examples.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.examples.watch.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DashboardTest {

  private static final int COLUMNS = 24;
  private static final Pattern SELECTOR = Pattern.compile("\\b(?:tidemark|process|jvm)_\\w+(.?)");
  private static final String TEMPLATED = "job=~\"$job\",instance=~\"$instance\"";

  private static Map<?, ?> dashboard;

  @BeforeAll
  static void read() throws Exception {
    dashboard = (Map<?, ?>) Json.read(Files.readString(Path.of("grafana/tidemark-dashboard.json")));
  }

  private static List<Map<?, ?>> objects(Object list) {
    return ((List<?>) list).stream().<Map<?, ?>>map(element -> (Map<?, ?>) element).toList();
  }

  private static List<Map<?, ?>> panels() {
    return objects(dashboard.get("panels"));
  }

  private static Stream<Map<?, ?>> charts() {
    return panels().stream().filter(panel -> !panel.get("type").equals("row"));
  }

  private static Stream<String> queries() {
    return charts()
        .flatMap(panel -> objects(panel.get("targets")).stream())
        .map(target -> (String) target.get("expr"));
  }

  @Test
  void itIsOneThatGrafanaProvisionsUnderAStableName() {
    assertThat(dashboard.get("schemaVersion")).isEqualTo(39);
    assertThat(dashboard.get("uid")).isEqualTo("tidemark");
    assertThat(dashboard.get("id")).isNull();
    assertThat((List<?>) dashboard.get("tags")).asString().contains("tidemark");
  }

  @Test
  void dataSourceJobAndInstanceAreVariables() {
    List<Map<?, ?>> variables = objects(((Map<?, ?>) dashboard.get("templating")).get("list"));

    assertThat(variables)
        .extracting(variable -> (Object) variable.get("name"))
        .containsExactly("datasource", "job", "instance");
    assertThat(variables.subList(1, 3))
        .allSatisfy(
            variable -> {
              assertThat(variable.get("multi")).isEqualTo(true);
              assertThat(variable.get("includeAll")).isEqualTo(true);
            });
  }

  @Test
  void panelIdsAreUnique() {
    assertThat(panels()).extracting(panel -> (Object) panel.get("id")).doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> everyPanelSaysWhatItShows() {
    return charts()
        .map(
            panel ->
                DynamicTest.dynamicTest(
                    (String) panel.get("title"),
                    () -> {
                      assertThat((String) panel.get("title")).isNotBlank();
                      assertThat((String) panel.get("description")).endsWith(".");
                      Map<?, ?> config = (Map<?, ?>) panel.get("fieldConfig");
                      Map<?, ?> defaults = (Map<?, ?>) config.get("defaults");
                      assertThat((String) defaults.get("unit")).isNotBlank();
                      assertThat(defaults.get("thresholds")).isNotNull();
                      List<Map<?, ?>> targets = objects(panel.get("targets"));
                      assertThat(targets)
                          .isNotEmpty()
                          .extracting(target -> (Object) target.get("refId"))
                          .doesNotHaveDuplicates();
                      assertThat(targets)
                          .extracting(
                              target -> (Object) ((Map<?, ?>) target.get("datasource")).get("uid"))
                          .containsOnly("${datasource}");
                    }));
  }

  @Test
  void panelsFillTheColumnsWithoutOverlap() {
    Set<List<Integer>> cells = new HashSet<>();
    for (Map<?, ?> panel : panels()) {
      Map<?, ?> at = (Map<?, ?>) panel.get("gridPos");
      int left = (Integer) at.get("x");
      int top = (Integer) at.get("y");
      for (int x = left; x < left + (Integer) at.get("w"); x++) {
        assertThat(x).as("column of %s", panel.get("title")).isBetween(0, COLUMNS - 1);
        for (int y = top; y < top + (Integer) at.get("h"); y++) {
          assertThat(cells.add(List.of(x, y))).as("room of %s", panel.get("title")).isTrue();
        }
      }
    }
    long rows = cells.stream().mapToInt(cell -> cell.get(1)).max().orElseThrow() + 1L;
    assertThat(cells).hasSize((int) rows * COLUMNS);
  }

  @Test
  void everyMetricIsSelectedByJobAndInstance() {
    assertThat(queries())
        .isNotEmpty()
        .allSatisfy(
            query -> {
              List<String> selectors =
                  SELECTOR.matcher(query).results().map(MatchResult::group).toList();
              assertThat(selectors).isNotEmpty();
              assertThat(selectors).allMatch(selector -> selector.endsWith("{"));
              assertThat(query.split(Pattern.quote(TEMPLATED), -1)).hasSize(selectors.size() + 1);
            });
  }

  /** The last value of a range would show a process that is gone as one that is well. */
  @Test
  void singleFiguresAreOfNow() {
    assertThat(charts().filter(panel -> panel.get("type").equals("stat")))
        .isNotEmpty()
        .flatExtracting(panel -> objects(panel.get("targets")))
        .allSatisfy(
            target -> {
              assertThat(target.get("instant")).isEqualTo(true);
              assertThat(target.get("range")).isEqualTo(false);
            });
  }

  @Test
  void rangesFollowTheScrapeInterval() {
    assertThat(queries())
        .flatExtracting(
            query ->
                Pattern.compile("\\[[^]]*]")
                    .matcher(query)
                    .results()
                    .map(MatchResult::group)
                    .toList())
        .isNotEmpty()
        .containsOnly("[$__rate_interval]");
  }
}
