package io.tidemark.benchmarks.report;

import io.tidemark.benchmarks.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * One figure that a goal is about.
 *
 * @param name tells it from the goal's others; empty where it is the only one
 * @param outcome whether it meets the goal
 * @param figures what was measured, as a person reads it
 * @param best the end of its interval that is nearer to the goal, less being better; NaN where
 *     there is none, of a single fork
 * @param worst the other end
 * @param alsoMissedBy where it is missed: the arms without Tidemark that miss it in the same case
 */
public record Case(
    String name,
    Outcome outcome,
    String figures,
    double best,
    double worst,
    List<String> alsoMissedBy) {

  public Case {
    alsoMissedBy = List.copyOf(alsoMissedBy);
  }

  /** One that nothing but the figure itself decides, such as a count. */
  public static Case exact(String name, boolean isMet, String figures) {
    return new Case(
        name, isMet ? Outcome.MET : Outcome.MISSED, figures, Double.NaN, Double.NaN, List.of());
  }

  /** One whose goal is a figure of at most so much. */
  public static Case atMost(String name, Interval measured, double limit, String figures) {
    return of(name, measured.low(), measured.high(), limit, measured.count(), figures);
  }

  /** One whose goal is a figure of at least so much. */
  public static Case atLeast(String name, Interval measured, double limit, String figures) {
    return of(name, -measured.high(), -measured.low(), -limit, measured.count(), figures);
  }

  private static Case of(
      String name, double best, double worst, double limit, int count, String figures) {
    Outcome outcome = worst <= limit ? Outcome.MET : best > limit ? Outcome.MISSED : Outcome.UNSURE;
    return count == 1
        ? new Case(name, outcome, figures, Double.NaN, Double.NaN, List.of())
        : new Case(name, outcome, figures, best, worst, List.of());
  }

  /** The same, with what an arm without Tidemark comes to in the same case. */
  public Case beside(String arm, Outcome others) {
    if (outcome != Outcome.MISSED || others != Outcome.MISSED) {
      return this;
    }
    List<String> arms = new ArrayList<>(alsoMissedBy);
    arms.add(arm);
    return new Case(name, outcome, figures, best, worst, arms);
  }

  /** Whether the whole interval is worse than all of another one. */
  boolean isWorseThan(Case before) {
    return best > before.worst;
  }

  boolean isMissed() {
    return outcome == Outcome.MISSED;
  }

  String text() {
    String also = alsoMissedBy.isEmpty() ? "" : ", also by " + String.join(" and ", alsoMissedBy);
    return (name.isEmpty() ? "" : name + ": ") + figures + also;
  }
}
