package io.tidemark.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a goal is met.
 *
 * @param goal the goal, as a person reads it
 * @param met whether what was measured meets it
 * @param measured the figure that decides
 * @param alsoMissedBy where it is missed: the arms without Tidemark that miss it by the same test
 */
public record Verdict(String goal, boolean met, String measured, List<String> alsoMissedBy) {

  public Verdict {
    alsoMissedBy = List.copyOf(alsoMissedBy);
  }

  public Verdict(String goal, boolean met, String measured) {
    this(goal, met, measured, List.of());
  }

  /** The same, with whether an arm without Tidemark meets the goal by the same test. */
  public Verdict beside(String arm, boolean meets) {
    if (met || meets) {
      return this;
    }
    List<String> arms = new ArrayList<>(alsoMissedBy);
    arms.add(arm);
    return new Verdict(goal, met, measured, arms);
  }

  /** As a line of a Markdown list. */
  public String line() {
    String also = alsoMissedBy.isEmpty() ? "" : ", also by " + String.join(" and ", alsoMissedBy);
    return "- " + (met ? "met" : "**missed**" + also) + ": " + goal + " (" + measured + ")";
  }
}
