package io.tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.stats.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {

  @Test
  void whatWasMetOrNotMeasuredBeforeAndIsMissedIsARegression() {
    Section before = section(exact("start", true), exact("sweep", false));
    Section now =
        section(
            exact("start", false),
            exact("sweep", false),
            exact("scrape", false),
            exact("latency", true));

    assertThat(now.regressedSince(before))
        .extracting(Verdict::goal)
        .containsExactly("start", "scrape");
  }

  @Test
  void whatWasMissedOnlyWhereTheWholeIntervalIsWorse() {
    Section before = section(cases(1.2, 1.3, 0.9, 1.1));

    assertThat(section(cases(1.25, 1.5, 1.05, 1.2)).regressedSince(before)).isEmpty();
    assertThat(section(cases(1.4, 1.5, 1.12, 1.2)).regressedSince(before))
        .singleElement()
        .satisfies(v -> assertThat(v.cases()).extracting(Case::name).containsExactly("a", "b"));
  }

  @Test
  void aCaseThatWasNotMeasuredIsNoneOfAGoalThatWasMissed() {
    Verdict now = new Verdict("fast", Case.exact("c", false, ""));

    assertThat(section(now).regressedSince(section(cases(1.2, 1.3, 0.9, 1.1)))).isEmpty();
    assertThat(section(now).regressedSince(section(cases(0.8, 0.9, 0.9, 1.1)))).hasSize(1);
  }

  @Test
  void aSingleRunIsNotKnownToBeWorse() {
    Section before = section(cases(1.2, 1.3, 1.2, 1.3));
    Case single = Case.atMost("a", Interval.of(List.of(9.0)), 1, "");

    assertThat(section(new Verdict("fast", single)).regressedSince(before)).isEmpty();
  }

  private static Verdict cases(double low, double high, double otherLow, double otherHigh) {
    return new Verdict(
        "fast",
        List.of(
            Case.atMost("a", new Interval(9, low, low, high), 1, ""),
            Case.atMost("b", new Interval(9, otherLow, otherLow, otherHigh), 1, "")));
  }

  private static Section section(Verdict... verdicts) {
    return new Section("", "", List.of(verdicts));
  }

  private static Verdict exact(String goal, boolean met) {
    return Verdict.exact(goal, met, "");
  }
}
