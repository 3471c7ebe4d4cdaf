package io.tidemark.benchmarks.alternatives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DumpRulesTest {

  private static final String DUMP =
      """
      map Empty 1048576 0 0
      map Full 1048576 700000 700000
      map FullInCells 1048576 700000 1000
      map EmptyInCells 1048576 0 700000
      map AlmostAQuarter 1048576 196608 196608
      map AQuarter 1048576 196609 196609
      cache 17
      """;

  @Test
  void entriesInCounterCellsAreEntries() {
    assertThat(DumpRules.own(DUMP)).containsExactly("AlmostAQuarter", "Empty", "EmptyInCells");
  }

  @Test
  void matReadsTheBaseCountAlone() {
    assertThat(DumpRules.mat(DUMP))
        .containsExactly("AQuarter", "AlmostAQuarter", "Empty", "FullInCells");
  }

  @Test
  void anAnswerIsRightAboutWhatItNamesAndAboutWhatItDoesNot() {
    assertThat(MapCase.judge(java.util.Set.of(MapCase.EMPTIED.className())))
        .containsEntry(MapCase.EMPTIED.metric(), 1.0)
        .containsEntry(MapCase.SURVIVORS.metric(), 0.0)
        .containsEntry(MapCase.REFILLED.metric(), 1.0);
  }
}
