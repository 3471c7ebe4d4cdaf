package io.tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.stats.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Interval AROUND_ONE = new Interval(9, 1, 0.9, 1.1);

  @Test
  void theWholeIntervalDecides() {
    assertThat(Case.atMost("", AROUND_ONE, 1.1, "").outcome()).isEqualTo(Outcome.MET);
    assertThat(Case.atMost("", AROUND_ONE, 1.05, "").outcome()).isEqualTo(Outcome.UNSURE);
    assertThat(Case.atMost("", AROUND_ONE, 0.95, "").outcome()).isEqualTo(Outcome.UNSURE);
    assertThat(Case.atMost("", AROUND_ONE, 0.89, "").outcome()).isEqualTo(Outcome.MISSED);
    assertThat(Case.atLeast("", AROUND_ONE, 0.9, "").outcome()).isEqualTo(Outcome.MET);
    assertThat(Case.atLeast("", AROUND_ONE, 1, "").outcome()).isEqualTo(Outcome.UNSURE);
    assertThat(Case.atLeast("", AROUND_ONE, 1.2, "").outcome()).isEqualTo(Outcome.MISSED);
  }

  @Test
  void ofOneFigureTheFigureDecides() {
    Interval one = Interval.of(List.of(1.0));

    assertThat(Case.atMost("", one, 1, "").outcome()).isEqualTo(Outcome.MET);
    assertThat(Case.atMost("", one, 0.9, "").outcome()).isEqualTo(Outcome.MISSED);
  }

  @Test
  void aGoalIsAsTheWorstOfItsCasesAndNamesThoseThatAreMissed() {
    Verdict verdict =
        new Verdict("fast", List.of(met("get"), unsure("put"), missed("clear", "idle agent")));

    assertThat(verdict.line())
        .isEqualTo(
            "- **missed**, without Tidemark, too: fast"
                + " (1 of 3 beyond it: clear: 9, also by idle agent; 1 not distinguishable)");
    assertThat(new Verdict("fast", List.of(met("get"), unsure("put"))).line())
        .isEqualTo(
            "- not distinguishable: fast"
                + " (none of 2 beyond it, the nearest put: 1.0; 1 not distinguishable)");
    assertThat(new Verdict("fast", met("")).line()).isEqualTo("- met: fast (0.5)");
  }

  @Test
  void itIsMissedWithoutTidemarkOnlyWhereEachCaseIs() {
    Case shared = missed("clear", "idle agent");
    Case own = missed("put");

    assertThat(new Verdict("", List.of(shared, met("get"))).isMissedAnyway()).isTrue();
    assertThat(new Verdict("", List.of(shared, own)).isMissedAnyway()).isFalse();
    assertThat(new Verdict("", List.of(met("get"))).isMissedAnyway()).isFalse();
  }

  @Test
  void onlyTheSameCaseOfAnotherArmThatIsMissedToo() {
    assertThat(missed("put").beside("idle agent", Outcome.UNSURE).alsoMissedBy()).isEmpty();
    assertThat(met("put").beside("idle agent", Outcome.MISSED).alsoMissedBy()).isEmpty();
  }

  private static Case met(String name) {
    return Case.atMost(name, new Interval(9, 0.5, 0.4, 0.6), 1, "0.5");
  }

  private static Case unsure(String name) {
    return Case.atMost(name, AROUND_ONE, 1, "1.0");
  }

  private static Case missed(String name, String... others) {
    Case missed = Case.exact(name, false, "9");
    for (String other : others) {
      missed = missed.beside(other, Outcome.MISSED);
    }
    return missed;
  }
}
