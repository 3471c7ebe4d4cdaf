package io.tidemark.benchmarks.report;

/**
 * Whether a goal is met.
 *
 * @param goal the goal, as a person reads it
 * @param met whether what was measured meets it
 * @param measured the figure that decides
 */
public record Verdict(String goal, boolean met, String measured) {

  /** As a line of a Markdown list. */
  public String line() {
    return "- " + (met ? "met" : "**missed**") + ": " + goal + " (" + measured + ")";
  }
}
