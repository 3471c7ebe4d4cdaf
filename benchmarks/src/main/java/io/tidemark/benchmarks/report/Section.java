package io.tidemark.benchmarks.report;

import java.util.List;

/**
 * What one benchmark found.
 *
 * @param title its title
 * @param body what was done and the tables, in Markdown
 * @param verdicts the goals, each with whether it is met
 */
public record Section(String title, String body, List<Verdict> verdicts) {

  public Section {
    verdicts = List.copyOf(verdicts);
  }
}
