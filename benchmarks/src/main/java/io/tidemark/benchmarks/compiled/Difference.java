package io.tidemark.benchmarks.compiled;

import io.tidemark.benchmarks.harness.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the decisions of two arms differ.
 *
 * @param decisions how many each fork of the one arm took
 * @param onlyHere those that each of its forks took, and none of the other's, after their caller
 * @param onlyThere the other way round
 */
record Difference(int decisions, List<String> onlyHere, List<String> onlyThere) {

  static Difference of(Samples samples, int jdk, String arm, String against) {
    List<String> onlyHere = new ArrayList<>();
    List<String> onlyThere = new ArrayList<>();
    int decisions = 0;
    for (String caller : samples.cases(jdk)) {
      Map<String, Integer> here = forks(samples, jdk, caller, arm);
      Map<String, Integer> there = forks(samples, jdk, caller, against);
      if (here.isEmpty() || there.isEmpty()) {
        continue;
      }
      decisions += stable(here).size();
      stable(here).stream()
          .filter(decision -> !there.containsKey(decision))
          .forEach(decision -> onlyHere.add(caller + ": " + decision));
      stable(there).stream()
          .filter(decision -> !here.containsKey(decision))
          .forEach(decision -> onlyThere.add(caller + ": " + decision));
    }
    return new Difference(decisions, onlyHere, onlyThere);
  }

  /** How many decisions differ. */
  int count() {
    return onlyHere.size() + onlyThere.size();
  }

  /** How many of these differ in the same way between two other arms. */
  int sharedWith(Difference other) {
    return (int)
        (onlyHere.stream().filter(other.onlyHere::contains).count()
            + onlyThere.stream().filter(other.onlyThere::contains).count());
  }

  /** How many forks took each decision. */
  private static Map<String, Integer> forks(Samples samples, int jdk, String caller, String arm) {
    Map<String, Integer> forks = new TreeMap<>();
    for (String decision : samples.metrics(jdk, caller, arm)) {
      if (decision.equals(CompiledCode.INSTRUCTIONS)) {
        continue;
      }
      forks.put(decision, samples.values(jdk, caller, arm, decision).size());
    }
    return forks;
  }

  /** Those of all forks: the first call of a caller is decided on in each. */
  private static List<String> stable(Map<String, Integer> forks) {
    int all = forks.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return forks.keySet().stream().filter(decision -> forks.get(decision) == all).toList();
  }
}
