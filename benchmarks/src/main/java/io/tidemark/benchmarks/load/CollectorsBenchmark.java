package io.tidemark.benchmarks.load;

import static io.tidemark.benchmarks.harness.Programs.NO_AGENT;
import static io.tidemark.benchmarks.harness.Programs.TIDEMARK;

import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Programs;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.pauses.SafepointLog;
import io.tidemark.benchmarks.programs.Littering;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What 50,000 tracked maps cost each collector's pauses. */
public final class CollectorsBenchmark implements Benchmark {

  private static final List<String> COLLECTORS =
      List.of("G1", "Parallel", "Serial", "Z", "Shenandoah");

  /** Those that stop the application for a full collection. */
  private static final List<String> STOPPING = List.of("G1", "Parallel", "Serial");

  private static final List<String> METRICS =
      List.of(
          "pauses, median ms",
          "pauses, longest ms",
          "full collections, median ms",
          "all together, ms");
  private static final int MAPS = 50_000;
  private static final int SLOTS = 4096;

  private static final String BODY =
      """
      A program holds 50,000 HashMaps of 4096 slots in a heap of 4 GiB, adds an entry to some thousands
      of them a second or takes it out again, makes some hundred MB of garbage a second and has all
      collected every four seconds or so. Tidemark has its defaults and tracks all of the maps. The
      pauses are all the times for which the application stood still, from `-Xlog:safepoint`, while
      that went on, after the first full collection: until then young collections copy the record of
      each new map, some 80 bytes, as they copy new maps. Full collections are apart from the other
      pauses, but not in the rows of Parallel and Serial on JDK 25 that are recorded so far: their
      operations have other names there, and were not known for full ones.

      """;

  @Override
  public String name() {
    return "collectors";
  }

  @Override
  public void run(Session session) throws Exception {
    for (Jdk jdk : session.jdks()) {
      for (String collector : COLLECTORS) {
        if (has(session, jdk, collector)) {
          session.alternate(
              jdk,
              collector,
              List.of(NO_AGENT, TIDEMARK),
              session.pick(2, 5),
              (arm, fork) -> measure(session, jdk, collector, arm));
        }
      }
    }
  }

  private static boolean has(Session session, Jdk jdk, String collector)
      throws IOException, InterruptedException {
    try (JavaProcess java =
        JavaProcess.start(jdk, session.scratch(), List.of(option(collector), "-version"))) {
      return java.process().waitFor() == 0;
    }
  }

  private static String option(String collector) {
    return "-XX:+Use" + collector + "GC";
  }

  private static Map<String, Double> measure(Session session, Jdk jdk, String collector, String arm)
      throws Exception {
    Path log = session.scratch().resolve("pauses.log");
    Files.deleteIfExists(log);
    Map<String, Double> window =
        Programs.run(
            session,
            jdk,
            Figures.with(
                List.of(option(collector), "-Xms4g", "-Xmx4g", SafepointLog.option(log)),
                Programs.agent(session, arm, "")),
            Littering.class,
            MAPS,
            SLOTS,
            session.pick(6, 12));
    Map<String, Double> figures =
        Pauses.of(
                SafepointLog.parse(Files.readAllLines(log)),
                window.get("window from, ms"),
                window.get("window to, ms"))
            .figures();
    if (STOPPING.contains(collector) && figures.get(Pauses.FULL_COUNT) == 0) {
      throw new IOException("no full collection of " + collector + " in the log of its safepoints");
    }
    return figures;
  }

  @Override
  public Section report(Samples samples) {
    List<Verdict> verdicts = new ArrayList<>();
    Table table = new Table("JDK", "collector", "what", "no agent", "Tidemark / no agent");
    for (int jdk : samples.jdks()) {
      for (String collector : samples.cases(jdk)) {
        for (String metric : METRICS) {
          if (!samples.values(jdk, collector, NO_AGENT, metric).isEmpty()) {
            Interval ratio = samples.ratio(jdk, collector, TIDEMARK, NO_AGENT, metric);
            String name = name(samples, jdk, collector, metric);
            table.row(
                "" + jdk,
                collector,
                name,
                samples.spread(jdk, collector, NO_AGENT, metric).text(2),
                ratio.ratioOrNone());
            verdicts.add(
                Verdict.atMost(
                    "JDK " + jdk + ", " + collector + ": " + name + ", no longer than without",
                    ratio,
                    1,
                    ratio.ratio()));
          }
        }
      }
    }
    return new Section("The collectors", BODY + table, verdicts);
  }

  /** Says so where the full collections, which each program asks for, are among the pauses. */
  private static String name(Samples samples, int jdk, String collector, String metric) {
    boolean isMixed =
        STOPPING.contains(collector)
            && metric.startsWith("pauses")
            && samples.spread(jdk, collector, NO_AGENT, Pauses.FULL_COUNT).max() == 0;
    return isMixed ? metric + ", full collections among them" : metric;
  }
}
