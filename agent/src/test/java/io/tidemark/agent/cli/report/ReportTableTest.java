package io.tidemark.agent.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.agent.cli.jvm.Refusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** From the JSON of {@code /api/census} to what a person reads. */
class ReportTableTest {

  private static final String HEAD =
      """
      {"takenAt":"2026-11-20T10:00:00.123Z","processId":4711,"residentBytes":1138753536,
       "heapAfterGcBytes":69206016,"gc":"G1","later":{"unknown":[1,{"a":2}]},
       "totals":{"maps":4,"tableBytes":25231424,"excessBytes":25165000,"retainedEmptyMaps":1},
       "maps":[
      """;

  private static final String FLAGGED =
      """
      {"type":"HashMap","className":"com.acme.Cache$Table","site":"com.acme.Cache.load:42",
       "stack":["com.acme.Cache.load:42","com.acme.Main.main:7"],
       "holder":"com.acme.Cache.table","slots":1048576,"entries":1,"peakEntries":3,
       "tableBytes":4194320,"excessBytes":4194240,"retentionRatio":0.99998,
       "retainedEmpty":true,"retainedSince":"2026-11-20T09:30:00Z","candidate":false,
       "trackedSince":"2026-11-20T09:00:00Z","observedForSeconds":3900,
       "origin":"grown","liveness":"confirmed"}
      """;

  private static final String CANDIDATE =
      """
      {"type":"ConcurrentHashMap","className":"java.util.concurrent.ConcurrentHashMap",
       "slots":4194304,"entries":0,"peakEntries":0,"tableBytes":16777232,
       "excessBytes":16777152,"retentionRatio":0.99999,"retainedEmpty":false,
       "candidate":true,"trackedSince":"2026-11-20T09:59:30Z","observedForSeconds":30,
       "origin":"discovered","liveness":"unconfirmed"}
      """;

  private static final String HEALTHY =
      """
      {"type":"HashMap","className":"java.util.HashMap","slots":4096,"entries":3000,
       "peakEntries":3000,"tableBytes":16400,"excessBytes":0,"retentionRatio":0.0,
       "retainedEmpty":false,"candidate":false,"trackedSince":"2026-11-20T09:59:30Z",
       "observedForSeconds":30,"origin":"grown","liveness":"confirmed"}
      """;

  @Test
  void flaggedMapsAndCandidatesAreShownByTheirExcess() throws Refusal {
    assertThat(lines(20, FLAGGED, CANDIDATE, HEALTHY))
        .isEqualTo(
            """
            4711 (com.acme.Main), Java 17.0.15

            census                      2026-11-20T10:00:00Z
            collector                                     G1
            resident memory                          1.1 GiB
            heap after last collection              66.0 MiB

                        MAPS    TABLES    EXCESS
            tracked        4  24.1 MiB  24.0 MiB
            flagged        1   4.0 MiB   4.0 MiB
            candidates     1  16.0 MiB  16.0 MiB

            discovery complete, took 0.05 s

              EXCESS     TABLE      SLOTS  ENTRIES  PEAK  STATE                    OBSERVED  MAP
            16.0 MiB  16.0 MiB  4,194,304        0     0  candidate, unconfirmed       30 s  java.util.concurrent.ConcurrentHashMap
             4.0 MiB   4.0 MiB  1,048,576        1     3  flagged                 1 h 5 min  com.acme.Cache$Table
                a HashMap
                held by com.acme.Cache.table
                site com.acme.Cache.load:42

            EXCESS is what re-creating the map would free. PEAK is the most entries within the
            hold time, as far as it was OBSERVED.
            A candidate would be flagged, but was not observed for the whole hold time yet.
            Unconfirmed: nobody was seen to hold it, so it may be garbage that no collection
            has covered yet; --gc asks for one.
            """);
  }

  @Test
  void whereThereIsNeitherOneLineSaysSo() throws Refusal {
    assertThat(lines(20, HEALTHY))
        .endsWith("\nNo map is flagged, and none is a candidate.\n")
        .doesNotContain("EXCESS is");
  }

  @Test
  void whatTheLimitLeavesOutIsCounted() throws Refusal {
    assertThat(lines(1, FLAGGED, CANDIDATE, HEALTHY))
        .contains("ConcurrentHashMap")
        .doesNotContain("com.acme.Cache")
        .contains("\n1 more with less excess: see --limit\n");
  }

  @Test
  void aNameCanNotCommandTheTerminal() throws Refusal {
    assertThat(lines(20, FLAGGED.replace("com.acme.Cache.table", "\\u001b[2Jcleared\\n\\u202e")))
        .contains("held by ?[2Jcleared??\n");
  }

  @Test
  void whatIsNotKnownIsLeftOut() throws Refusal {
    String json =
        HEAD.replace("\"residentBytes\":1138753536,", "").replace("\"gc\":\"G1\",", "") + "]}";
    assertThat(String.join("\n", ReportTable.lines("4711", read(json), "none", 20)))
        .doesNotContain("resident")
        .doesNotContain("collector");
  }

  @Test
  void jsonThatIsCutShortOrOfAnotherKindIsRefused() {
    for (String json : new String[] {"", "[]", "{}", "no json", HEAD, HEAD + "{\"type\":1}]}"}) {
      assertThat(catchThrowableOfType(Refusal.class, () -> read(json))).as(json).isNotNull();
    }
  }

  private static String lines(int limit, String... maps) throws Refusal {
    CensusReport census = read(HEAD + String.join(",", maps) + "]}");
    String title = "4711 (com.acme.Main), Java 17.0.15";
    return String.join("\n", ReportTable.lines(title, census, "complete, took 0.05 s", limit))
        + "\n";
  }

  private static CensusReport read(String json) throws Refusal {
    return CensusReader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
