package io.tidemark.examples.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CensusReaderTest {

  private static final String MAP =
      """
      {"type":"HashMap","className":"java.util.HashMap","site":"com.acme.Cache.load:42",
       "stack":["com.acme.Cache.load:42"],"holder":"com.acme.Cache.table","slots":1048576,
       "entries":3,"peakEntries":7,"tableBytes":4194320,"excessBytes":4194240,
       "retentionRatio":0.99998,"retainedEmpty":true,"retainedSince":"2026-11-20T10:00:00Z",
       "candidate":false,"trackedSince":"2026-11-20T09:00:00Z","observedForSeconds":1200,
       "origin":"grown","liveness":"confirmed"}""";

  private static String census(String... maps) {
    return """
        {"takenAt":"2026-11-20T10:00:00Z","processId":4711,"residentBytes":5000000000,"gc":"G1",
         "totals":{"maps":1},"maps":[%s]}"""
        .formatted(String.join(",", maps));
  }

  @Test
  void aMapIsReadWithAllThatIsKnownOfIt() throws IOException {
    assertThat(CensusReader.read(census(MAP)).maps())
        .containsExactly(
            new MapView(
                "java.util.HashMap",
                Optional.of("com.acme.Cache.load:42"),
                Optional.of("com.acme.Cache.table"),
                1048576,
                3,
                7,
                4194320,
                4194240,
                0.99998,
                true,
                false,
                Duration.ofMinutes(20)));
  }

  @Test
  void membersThatAreNotKnownAreLeftOut() throws IOException {
    CensusView census =
        CensusReader.read(
            census(
                MAP.replace("\"site\":\"com.acme.Cache.load:42\",", "")
                    .replace("\"holder\":\"com.acme.Cache.table\",", "")));

    assertThat(census.processId()).isEqualTo(4711);
    assertThat(census.residentBytes()).hasValue(5_000_000_000L);
    assertThat(census.heapAfterGcBytes()).isEmpty();
    assertThat(census.maps().get(0).site()).isEmpty();
    assertThat(census.maps().get(0).holder()).isEmpty();
  }

  @Test
  void theLargestMapOfASiteIsFound() throws IOException {
    CensusView census =
        CensusReader.read(
            census(
                MAP.replace("\"slots\":1048576", "\"slots\":2097152").replace("load:42", "store:7"),
                MAP.replace("\"slots\":1048576", "\"slots\":4096"),
                MAP));

    assertThat(census.largestMadeBy("com.acme.Cache.load"))
        .get()
        .extracting(MapView::slots)
        .isEqualTo(1048576L);
    assertThat(census.largestMadeBy("com.other")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "not found", "{\"maps\":[]}", "{\"maps\":[]} {}"})
  void whatIsNoCensusIsRefused(String text) {
    assertThatThrownBy(() -> CensusReader.read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void aMissingMemberIsNamed() {
    assertThatThrownBy(() -> CensusReader.read(census(MAP.replace("\"entries\":3,", ""))))
        .isInstanceOf(IOException.class)
        .hasMessage("a map of the census has no entries");
  }

  @Test
  void aMapIsHealthyOnlyOnceItWasObservedForTheHoldTime() throws IOException {
    String unflagged = MAP.replace("\"retainedEmpty\":true", "\"retainedEmpty\":false");
    MapView map = CensusReader.read(census(unflagged)).maps().get(0);
    MapView candidate =
        CensusReader.read(census(unflagged.replace("\"candidate\":false", "\"candidate\":true")))
            .maps()
            .get(0);
    MapView flagged = CensusReader.read(census(MAP)).maps().get(0);

    assertThat(map.state(Duration.ofMinutes(20))).isEqualTo(MapView.State.HEALTHY);
    assertThat(map.state(Duration.ofMinutes(21))).isEqualTo(MapView.State.OBSERVING);
    assertThat(candidate.state(Duration.ofMinutes(20))).isEqualTo(MapView.State.CANDIDATE);
    assertThat(flagged.state(Duration.ofMinutes(20))).isEqualTo(MapView.State.RETAINED_EMPTY);
  }
}
