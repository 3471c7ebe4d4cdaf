package io.tidemark.benchmarks.report;

import java.util.List;
import java.util.Map;
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
   * The goals with the cases that are missed here and that another run of the benchmark met, or
   * missed by less with its whole interval: regressions since then. A case that it did not measure
   * is one where it did not miss the goal.
   */
  public List<Verdict> regressedSince(Section before) {
    Map<String, Case> known =
        before.verdicts.stream()
            .flatMap(v -> v.cases().stream().map(c -> Map.entry(key(v, c), c)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Set<String> missed =
        before.verdicts.stream()
            .filter(v -> v.outcome() == Outcome.MISSED)
            .map(Verdict::goal)
            .collect(Collectors.toSet());
    return verdicts.stream()
        .map(v -> new Verdict(v.goal(), regressed(v, known, missed.contains(v.goal()))))
        .filter(v -> !v.cases().isEmpty())
        .toList();
  }

  private static List<Case> regressed(
      Verdict verdict, Map<String, Case> known, boolean isMissedBefore) {
    return verdict.cases().stream()
        .filter(Case::isMissed)
        .filter(
            now -> {
              Case before = known.get(key(verdict, now));
              return before == null
                  ? !isMissedBefore
                  : before.outcome() == Outcome.MET || now.isWorseThan(before);
            })
        .toList();
  }

  private static String key(Verdict verdict, Case of) {
    return verdict.goal() + "\n" + of.name();
  }
}
