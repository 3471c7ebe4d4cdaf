package io.tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {

  @Test
  void onlyAGoalThatWasNotMissedBeforeIsARegression() {
    Section before = section(verdict("start", true), verdict("sweep", false));
    Section now =
        section(
            verdict("start", false),
            verdict("sweep", false),
            verdict("scrape", false),
            verdict("latency", true));
    assertThat(now.missedBeyond(before))
        .extracting(Verdict::goal)
        .containsExactly("start", "scrape");
  }

  private static Section section(Verdict... verdicts) {
    return new Section("", "", List.of(verdicts));
  }

  private static Verdict verdict(String goal, boolean met) {
    return new Verdict(goal, met, "");
  }
}
