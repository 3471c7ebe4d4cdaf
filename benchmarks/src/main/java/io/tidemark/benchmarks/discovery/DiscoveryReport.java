package io.tidemark.benchmarks.discovery;

import static io.tidemark.benchmarks.pauses.WatchedProgram.PAUSE;
import static io.tidemark.benchmarks.pauses.WatchedProgram.SAFEPOINT;
import static io.tidemark.benchmarks.pauses.WatchedProgram.SAFEPOINTS;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.programs.ManyObjects;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Interval;
import io.tidemark.benchmarks.stats.Spread;
import java.util.ArrayList;
import java.util.List;

/** What the samples of {@link Discovery} say. */
final class DiscoveryReport {

  private static final String BODY =
      """
      A program makes so many million objects, small maps among them, and %d maps of %,d entries that
      it empties. Then it is looked at, in turn, several times in several JVMs: `report PID` of
      Tidemark (attaches, finds the maps, says who holds them, detaches), `scan PID` of a Tidemark
      that is in already (which waits for the next sweep, here every 500 ms), `jcmd PID GC.class_histogram -all`, and `jcmd PID GC.heap_dump` (which
      collects first); "nothing" is two seconds of none of them. Tidemark ran with
      `discovery=always discovery.max-pause=1m`, so that it never gives up. The longest pause is what
      a thread of the program itself saw; the JVM's log of safepoints is the second witness: where the
      pause is longer than the longest safepoint, several followed so closely that the thread did not
      run in between. The wall
      time includes the start of each command's own JVM.
      """
          .formatted(ManyObjects.EMPTIED, ManyObjects.ENTRIES);

  private final Samples samples;
  private final List<Verdict> verdicts = new ArrayList<>();

  DiscoveryReport(Samples samples) {
    this.samples = samples;
  }

  Section section() {
    StringBuilder body = new StringBuilder(BODY);
    for (int jdk : samples.jdks()) {
      for (String what : samples.cases(jdk)) {
        body.append("\n### JDK ").append(jdk).append(": ").append(what).append("\n\n");
        body.append(table(jdk, what));
        judge(jdk, what);
      }
    }
    return new Section("Discovery", body.toString(), verdicts);
  }

  private Table table(int jdk, String what) {
    Table table =
        new Table(
            "look",
            PAUSE,
            "against the histogram",
            "against the dump",
            SAFEPOINT,
            SAFEPOINTS,
            Looks.WALL);
    for (String arm : Looks.ALL) {
      table.row(
          arm,
          samples.spread(jdk, what, arm, PAUSE).text(1),
          samples.ratioOrNone(jdk, what, arm, Looks.HISTOGRAM, PAUSE),
          samples.ratioOrNone(jdk, what, arm, Looks.DUMP, PAUSE),
          samples.spread(jdk, what, arm, SAFEPOINT).text(1),
          samples.spread(jdk, what, arm, SAFEPOINTS).text(1),
          samples.spread(jdk, what, arm, Looks.WALL).text(0));
    }
    return table;
  }

  private void judge(int jdk, String what) {
    String where = "JDK " + jdk + ", " + what + ": ";
    for (String arm : List.of(Looks.REPORT, Looks.SCAN)) {
      Interval histogram = samples.ratio(jdk, what, arm, Looks.HISTOGRAM, PAUSE);
      verdicts.add(
          Verdict.atMost(
              where + arm + " pauses at most as long as the histogram",
              histogram,
              1,
              histogram.ratio()));
      Interval dump = samples.ratio(jdk, what, arm, Looks.DUMP, PAUSE);
      verdicts.add(
          Verdict.atMost(
              where + arm + " pauses at most a tenth as long as the dump",
              dump,
              0.1,
              dump.ratio()));
    }
    Spread missed = samples.spread(jdk, what, Looks.REPORT, Looks.MISSED);
    verdicts.add(
        Verdict.exact(
            where + "finds all " + ManyObjects.EMPTIED + " maps",
            missed.max() == 0,
            "at most " + (int) missed.max() + " missed"));
  }
}
