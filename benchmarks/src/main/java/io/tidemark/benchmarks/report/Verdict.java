package io.tidemark.benchmarks.report;

import io.tidemark.benchmarks.stats.Interval;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a goal is met: as the worst of its cases is.
 *
 * @param goal the goal, as a person reads it; without figures that were measured
 * @param cases what was measured, at least one
 */
public record Verdict(String goal, List<Case> cases) {

  public Verdict {
    cases = List.copyOf(cases);
  }

  public Verdict(String goal, Case only) {
    this(goal, List.of(only));
  }

  /** On a goal that one figure decides, without an interval. */
  public static Verdict exact(String goal, boolean isMet, String figures) {
    return new Verdict(goal, Case.exact("", isMet, figures));
  }

  /** On a goal of at most so much. */
  public static Verdict atMost(String goal, Interval measured, double limit, String figures) {
    return new Verdict(goal, Case.atMost("", measured, limit, figures));
  }

  public Outcome outcome() {
    return cases.stream().map(Case::outcome).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Whether each case that is missed is missed without Tidemark, too. */
  public boolean isMissedAnyway() {
    return outcome() == Outcome.MISSED
        && cases.stream().filter(Case::isMissed).noneMatch(c -> c.alsoMissedBy().isEmpty());
  }

  /** As a line of a Markdown list. */
  public String line() {
    String anyway = isMissedAnyway() ? ", without Tidemark, too" : "";
    return "- " + outcome() + anyway + ": " + goal + " (" + measured() + ")";
  }

  private String measured() {
    if (cases.size() == 1) {
      return cases.get(0).text();
    }
    List<String> missed = cases.stream().filter(Case::isMissed).map(Case::text).toList();
    long unsure = cases.stream().filter(c -> c.outcome() == Outcome.UNSURE).count();
    return (missed.isEmpty() ? "none" : "" + missed.size())
        + (" of " + cases.size() + " beyond it")
        + (missed.isEmpty() ? nearest() : ": " + String.join("; ", missed))
        + (unsure == 0 ? "" : "; " + unsure + " not distinguishable");
  }

  private String nearest() {
    return cases.stream()
        .filter(c -> !Double.isNaN(c.worst()))
        .max(Comparator.comparingDouble(Case::worst))
        .map(c -> ", the nearest " + c.text())
        .orElse("");
  }
}
