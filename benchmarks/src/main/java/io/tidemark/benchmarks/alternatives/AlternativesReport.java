package io.tidemark.benchmarks.alternatives;

import static io.tidemark.benchmarks.alternatives.Alternatives.ALL;
import static io.tidemark.benchmarks.alternatives.Alternatives.FLAGS;
import static io.tidemark.benchmarks.alternatives.Alternatives.NOTHING;
import static io.tidemark.benchmarks.pauses.WatchedProgram.PAUSE;
import static io.tidemark.benchmarks.pauses.WatchedProgram.SAFEPOINTS;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.programs.Leftovers;
import io.tidemark.benchmarks.report.Case;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Interval;
import io.tidemark.benchmarks.stats.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the samples of {@link Alternatives} say. */
final class AlternativesReport {

  private static final String BODY =
      """
      One question, which maps hold how much for nothing, asked of a program with a heap of that size
      and one map of each case. One map is emptied and refilled every %d seconds; it is in use, and the
      question is asked while it is empty. The ways:

      - `jcmd GC.class_histogram`: tells the bytes of all tables of a kind together and no map, so it
        answers for none.
      - `jcmd GC.heap_dump`, read by NetBeans' profiler library, then a rule of ours: all entries,
        counter cells included, at most a quarter of those at which the table grows.
      - the same dump and the rule that Eclipse MAT's query "Collection Fill Ratio" publishes, not the
        tool: size / capacity in its lowest fifth, where the size of a ConcurrentHashMap is its
        `baseCount` (MAT's source says itself that this is approximate).
      - Tidemark attached just now (`report PID`): its candidates, of which it says that it did not
        watch them for the hold time. It answers for the moment at which it has looked, when the map
        that is emptied again and again may be full again.
      - Tidemark as `-javaagent` since the start, with `retained.hold=%ds,sweep.interval=%ds`: what it
        flags. The window that is measured is four seconds with at least one sweep, and a read of
        `/api/census`; "%s" is the same four seconds without.

      The first five were asked one after the other of one JVM, the last one of another JVM after it:
      they do not alternate. The pause is what a thread of the program saw. CPU of the application's JVM is its own work and
      the answer's.
      """
          .formatted(
              Leftovers.PHASE_MILLIS / 1000,
              Alternatives.HOLD_SECONDS,
              Alternatives.SWEEP_SECONDS,
              NOTHING);

  /** Less than the scheduler's own noise, which the case with nothing asked shows. */
  private static final double NO_PAUSE_MILLIS = 1;

  /** A sweep and a tenth: the next one may be under way when the question is asked. */
  private static final double SWEEP_MILLIS = Alternatives.SWEEP_SECONDS * 1100;

  private final Samples samples;
  private final List<Verdict> verdicts = new ArrayList<>();

  AlternativesReport(Samples samples) {
    this.samples = samples;
  }

  Section section() {
    StringBuilder body = new StringBuilder(BODY);
    for (int jdk : samples.jdks()) {
      for (String what : samples.cases(jdk)) {
        body.append("\n### JDK ").append(jdk).append(": a heap of ").append(what).append("\n\n");
        body.append(costs(jdk, what)).append("\n").append(answers(jdk, what));
        judge(jdk, what);
      }
      judgePauses(jdk);
    }
    return new Section("The same question, asked in other ways", body.toString(), verdicts);
  }

  private Table costs(int jdk, String what) {
    Table table =
        new Table(
            "way",
            PAUSE,
            "against nothing asked",
            SAFEPOINTS,
            Answers.TIME,
            Answers.TARGET_CPU,
            Answers.TOOL_CPU,
            Answers.DISK);
    for (String arm : ALL) {
      table.row(
          arm,
          samples.spread(jdk, what, arm, PAUSE).text(1),
          samples.ratioOrNone(jdk, what, arm, NOTHING, PAUSE),
          samples.spread(jdk, what, arm, SAFEPOINTS).text(1),
          samples.spread(jdk, what, arm, Answers.TIME).text(0),
          samples.spread(jdk, what, arm, Answers.TARGET_CPU).text(0),
          samples.spread(jdk, what, arm, Answers.TOOL_CPU).text(0),
          samples.spread(jdk, what, arm, Answers.DISK).text(0));
    }
    return table;
  }

  private Table answers(int jdk, String what) {
    List<String> arms = ALL.subList(1, ALL.size());
    List<String> titles = new ArrayList<>(List.of("is the answer right?"));
    titles.addAll(arms);
    Table table = new Table(titles.toArray(String[]::new));
    for (MapCase map : MapCase.values()) {
      List<String> cells = new ArrayList<>(List.of(map.text()));
      for (String arm : arms) {
        cells.add(isRight(jdk, what, arm, map) ? "yes" : "no");
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private boolean isRight(int jdk, String what, String arm, MapCase map) {
    return samples.spread(jdk, what, arm, map.metric()).min() == 1;
  }

  /** Of all heaps together: of each there are few rounds. */
  private void judgePauses(int jdk) {
    List<Case> heaps = new ArrayList<>();
    for (String what : samples.cases(jdk)) {
      Interval pause = samples.ratio(jdk, what, FLAGS, NOTHING, PAUSE);
      heaps.add(Case.atMost(what, pause, 1, pause.ratio()));
    }
    verdicts.add(
        new Verdict(
            "JDK "
                + jdk
                + ": "
                + FLAGS
                + ", the longest pause that the program saw no longer than with nothing asked",
            heaps));
  }

  private void judge(int jdk, String what) {
    String where = "JDK " + jdk + ", " + what + ": " + FLAGS + ", ";
    long right = 0;
    for (MapCase map : MapCase.values()) {
      right += isRight(jdk, what, FLAGS, map) ? 1 : 0;
    }
    verdicts.add(
        Verdict.exact(
            where + "right in all cases",
            right == MapCase.values().length,
            right + " of " + MapCase.values().length));
    Interval safepoints = samples.interval(jdk, what, FLAGS, SAFEPOINTS);
    verdicts.add(
        Verdict.atMost(
            where + "no pause: safepoints of at most 1 ms",
            safepoints,
            NO_PAUSE_MILLIS,
            safepoints.text(2, " ms")));
    Spread age = samples.spread(jdk, what, FLAGS, Answers.AGE);
    Spread time = samples.spread(jdk, what, FLAGS, Answers.TIME);
    verdicts.add(
        Verdict.exact(
            where + "the answer within a sweep, " + Alternatives.SWEEP_SECONDS + " s",
            Math.max(age.max(), time.max()) <= SWEEP_MILLIS,
            String.format(
                Locale.ROOT,
                "at most %.0f ms old when asked, read in at most %.0f ms",
                age.max(),
                time.max())));
  }
}
