package io.tidemark.benchmarks.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * The goals missed here that another run of the benchmark did not miss: regressions since then,
   * or what it did not measure.
   */
  public List<Verdict> missedBeyond(Section before) {
    Set<String> missed =
        before.verdicts.stream()
            .filter(verdict -> !verdict.met())
            .map(Verdict::goal)
            .collect(Collectors.toSet());
    return verdicts.stream()
        .filter(verdict -> !verdict.met() && !missed.contains(verdict.goal()))
        .toList();
  }
}
