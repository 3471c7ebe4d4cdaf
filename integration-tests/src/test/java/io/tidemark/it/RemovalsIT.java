package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Bounded;
import io.tidemark.it.programs.Removals;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A map that is filled above the limit and emptied between two sweeps, within every hold time, is
 * never flagged, in whatever way its entries are removed: the removal itself is noticed.
 */
class RemovalsIT {

  private static final int LIMIT = 3072;
  private static final Duration HOLD = Duration.ofSeconds(4);
  private static final String[] OPTIONS = {
    "sweep.interval=1s", "retained.hold=" + HOLD.toMillis() + "ms", "retained.min-bytes=16KiB"
  };

  @OnEachJdk
  void noExcursionIsMissedHoweverItEnds(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).options(OPTIONS).main(Removals.class).start()) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      Map<Long, String> subjects = subjects(jvm.stdout());
      jvm.run("start");
      Map<Long, String> atLimit = select(subjects, true);
      Map<Long, String> above = select(subjects, false);
      assertThat(above).hasSizeGreaterThan(70);
      assertThat(atLimit).hasSize(3);

      // long enough for all to be flagged that do not show themselves: those at the limit are
      neverFlaggedUntil(client, above, atLimit);
      jvm.run("stop");
      jvm.awaitStdout("longest pause");
      Poll.until("all flagged", () -> flagged(client.census(), subjects), subjects::equals);
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void aBoundedMapIsFlaggedAtTheLimitAndNeverOneEntryAbove(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).options(OPTIONS).main(Bounded.class).start()) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      jvm.run("start");
      long end = System.nanoTime() + HOLD.multipliedBy(2).toNanos();
      CensusView census = client.freshCensus();
      while (System.nanoTime() < end || !census.of(Bounded.At.class).get(0).retainedEmpty()) {
        assertNotLate(end);
        assertThat(census.of(Bounded.Above.class))
            .singleElement()
            .satisfies(map -> assertThat(map.slots()).isEqualTo(1 << 14))
            .satisfies(map -> assertThat(map.retainedEmpty()).isFalse());
        census = client.freshCensus();
      }
      assertThat(census.of(Bounded.At.class))
          .singleElement()
          .satisfies(map -> assertThat(map.peakEntries()).isLessThanOrEqualTo(LIMIT));
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isZero();
    }
  }

  private static void neverFlaggedUntil(
      CensusClient client, Map<Long, String> above, Map<Long, String> atLimit) {
    long end = System.nanoTime() + HOLD.multipliedBy(2).toNanos();
    Map<Long, String> flagged = Map.of();
    while (System.nanoTime() < end || !flagged.keySet().containsAll(atLimit.keySet())) {
      assertNotLate(end);
      flagged = flagged(client.freshCensus(), above, atLimit);
      assertThat(flagged.keySet()).as("flagged: %s", flagged).isSubsetOf(atLimit.keySet());
    }
  }

  private static void assertNotLate(long end) {
    assertThat(System.nanoTime() - end)
        .as("nanoseconds in which those at the limit were not flagged")
        .isLessThan(Poll.DEADLINE.toNanos());
  }

  /** Marks and names of the subjects, as the program printed them. */
  private static Map<Long, String> subjects(List<String> stdout) {
    return stdout.stream()
        .filter(line -> line.startsWith("subject "))
        .collect(
            Collectors.toMap(
                line -> Long.valueOf(line.split(" ")[1]), line -> line, (a, b) -> a, TreeMap::new));
  }

  private static Map<Long, String> select(Map<Long, String> subjects, boolean atLimit) {
    Map<Long, String> selected = new TreeMap<>(subjects);
    selected.values().removeIf(line -> line.endsWith(" " + LIMIT) != atLimit);
    return selected;
  }

  @SafeVarargs
  private static Map<Long, String> flagged(CensusView census, Map<Long, String>... subjects) {
    TreeSet<Long> marks = new TreeSet<>();
    census.flagged().stream()
        .filter(map -> map.slots() == 1 << 14)
        .forEach(map -> marks.add(map.entries()));
    Map<Long, String> flagged = new TreeMap<>();
    for (Map<Long, String> some : subjects) {
      flagged.putAll(some);
    }
    flagged.keySet().retainAll(marks);
    return flagged;
  }
}
