package io.tidemark.benchmarks.load;

import static io.tidemark.benchmarks.harness.Programs.NO_AGENT;
import static io.tidemark.benchmarks.harness.Programs.TIDEMARK;
import static io.tidemark.benchmarks.load.Figures.decimals;

import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Programs;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.pauses.Safepoint;
import io.tidemark.benchmarks.pauses.SafepointLog;
import io.tidemark.benchmarks.programs.Sweeps;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a sweep takes, by the number of tracked maps. */
public final class SweepBenchmark implements Benchmark {

  private static final int[] MAPS = {10, 100, 1000, 10_000, 50_000, 100_000};
  private static final int GOAL_MAPS = 50_000;
  private static final int MOST_MAPS = 100_000;
  private static final int SECONDS = 8;
  private static final double MOST_MILLIS = 10;

  private static final String BODY =
      """
      A program holds HashMaps of 4096 slots. Tidemark sweeps them twice a second, 20 times as often
      as by default; a program in the same JVM reads the sweep thread's CPU time and allocation from
      the JVM's thread counters. They hold all that the thread does: taking in new maps five times a
      second, the sweep and the publication. The duration is Tidemark's own metric. A census shares
      with the one before what did not change, here all that it says of its maps, so what is still
      allocated is beyond it. Safepoints other than for a collection and
      the JVM's own housekeeping (Cleanup, ICBufferFull) are counted from `-Xlog:safepoint`, also
      without an agent; in the rows recorded so far those of a class histogram (GC_HeapInspection) were
      not counted either. Each number of maps has its own forks, which do not alternate with those of
      another.

      """;

  @Override
  public String name() {
    return "sweep";
  }

  @Override
  public void run(Session session) throws Exception {
    for (Jdk jdk : session.jdks()) {
      for (int maps : MAPS) {
        session.alternate(
            jdk,
            what(maps),
            maps == GOAL_MAPS ? List.of(NO_AGENT, TIDEMARK) : List.of(TIDEMARK),
            maps >= GOAL_MAPS ? session.pick(2, 3) : 1,
            (arm, fork) -> measure(session, jdk, arm, maps));
      }
    }
  }

  private static Map<String, Double> measure(Session session, Jdk jdk, String arm, int maps)
      throws Exception {
    Path log = session.scratch().resolve("safepoints.log");
    Files.deleteIfExists(log);
    Map<String, Double> figures =
        Programs.run(
            session,
            jdk,
            Figures.with(
                List.of("-Xms2560m", "-Xmx2560m", SafepointLog.option(log)),
                Programs.agent(
                    session, arm, "discovery=never,sweep.interval=500ms,track.max-maps=200000")),
            Sweeps.class,
            maps,
            SECONDS,
            arm.equals(TIDEMARK));
    long safepoints = 0;
    for (Safepoint safepoint : SafepointLog.parse(Files.readAllLines(log))) {
      if (safepoint.isBetween(figures.get("window from, ms"), figures.get("window to, ms"))
          && !safepoint.isHousekeeping()) {
        session.say(safepoint.toString());
        safepoints++;
      }
    }
    figures.put("safepoints", (double) safepoints);
    return figures;
  }

  private static String what(int maps) {
    return maps + " maps";
  }

  @Override
  public Section report(Samples samples) {
    List<Verdict> verdicts = new ArrayList<>();
    Table table =
        new Table("JDK", "maps", "sweep ms", "thread CPU ms", "CPU ns a map", "allocated a sweep");
    for (int jdk : samples.jdks()) {
      for (int maps : MAPS) {
        double cpu = median(samples, jdk, maps, "thread CPU ms");
        table.row(
            "" + jdk,
            "" + maps,
            samples.spread(jdk, what(maps), TIDEMARK, "sweep duration ms").text(3),
            samples.spread(jdk, what(maps), TIDEMARK, "thread CPU ms").text(3),
            decimals(0, cpu * 1e6 / maps),
            decimals(0, median(samples, jdk, maps, "allocated bytes")));
      }
      judge(samples, jdk, verdicts);
    }
    return new Section("The sweep", BODY + table, verdicts);
  }

  private static void judge(Samples samples, int jdk, List<Verdict> verdicts) {
    String on = "JDK " + jdk + ": ";
    Interval goal = samples.interval(jdk, what(GOAL_MAPS), TIDEMARK, "thread CPU ms");
    verdicts.add(
        Verdict.atMost(
            on + "50,000 maps in at most 10 ms of one thread",
            goal,
            MOST_MILLIS,
            goal.text(2, " ms of CPU time")));
    double times = median(samples, jdk, MOST_MAPS, "thread CPU ms") / goal.median();
    verdicts.add(
        Verdict.exact(
            on + "grows linearly: 100,000 maps take at most 2.5 times what 50,000 take",
            times <= 2.5,
            decimals(2, times) + " of the medians"));
    double allocated = grown(samples, jdk, "allocated bytes");
    verdicts.add(
        Verdict.exact(
            on + "no allocation that grows with maps beyond the census",
            allocated < 1,
            decimals(2, allocated) + " bytes a map"));
    double safepoints = samples.spread(jdk, what(GOAL_MAPS), TIDEMARK, "safepoints").max();
    double without = samples.spread(jdk, what(GOAL_MAPS), NO_AGENT, "safepoints").max();
    verdicts.add(
        Verdict.exact(
            on + "no safepoint",
            safepoints <= without,
            "at most " + decimals(0, safepoints) + ", without an agent " + decimals(0, without)));
  }

  private static double grown(Samples samples, int jdk, String metric) {
    return (median(samples, jdk, MOST_MAPS, metric) - median(samples, jdk, 10_000, metric))
        / (MOST_MAPS - 10_000);
  }

  private static double median(Samples samples, int jdk, int maps, String metric) {
    return samples.spread(jdk, what(maps), TIDEMARK, metric).median();
  }
}
