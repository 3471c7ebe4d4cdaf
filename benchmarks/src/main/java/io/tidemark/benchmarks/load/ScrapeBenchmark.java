package io.tidemark.benchmarks.load;

import static io.tidemark.benchmarks.harness.Programs.TIDEMARK;
import static io.tidemark.benchmarks.load.Figures.decimals;

import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Programs;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.programs.Scrapes;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Interval;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What a scrape takes, by the number of series. */
public final class ScrapeBenchmark implements Benchmark {

  /** With seven series a site and some of the process's these make 100 to 10,000. */
  private static final int[] SITES = {4, 130, 420, 1420};

  private static final int GOAL_SITES = 130;
  private static final double MOST_MILLIS = 20;
  private static final double MEBIBYTE = 1 << 20;

  private static final String BODY =
      """
      A program has maps made at many sites, and scrapes its own JVM's agent over a kept connection with
      what Prometheus asks for: OpenMetrics, gzip. Sweeps are so frequent that each scrape is of a new
      census. The time is the client's, of the whole exchange; the garbage is what all HTTP threads of
      the agent allocated, by the JVM's thread counters.

      """;

  @Override
  public String name() {
    return "scrape";
  }

  @Override
  public void run(Session session) throws Exception {
    for (Jdk jdk : session.jdks()) {
      for (int sites : SITES) {
        session.alternate(
            jdk,
            what(sites),
            List.of(TIDEMARK),
            session.pick(1, 3),
            (arm, fork) ->
                Programs.run(
                    session,
                    jdk,
                    Figures.with(
                        List.of("-Xms512m", "-Xmx512m"),
                        Programs.agent(
                            session,
                            arm,
                            "discovery=never,sweep.interval=100ms,site.min-slots=4096,sites.top="
                                + (sites + 1) / 2)),
                    Scrapes.class,
                    Files.createTempDirectory(session.scratch(), "sites"),
                    sites,
                    session.pick(50, 100)));
      }
    }
  }

  private static String what(int sites) {
    return sites + " sites";
  }

  @Override
  public Section report(Samples samples) {
    List<Verdict> verdicts = new ArrayList<>();
    Table table =
        new Table("JDK", "series", "median ms", "slowest ms", "KiB of garbage", "KiB sent");
    for (int jdk : samples.jdks()) {
      for (int sites : SITES) {
        table.row(
            "" + jdk,
            decimals(0, median(samples, jdk, sites, "series")),
            samples.spread(jdk, what(sites), TIDEMARK, "scrape ms").text(2),
            samples.spread(jdk, what(sites), TIDEMARK, "slowest scrape ms").text(2),
            decimals(0, median(samples, jdk, sites, "allocated bytes a scrape") / 1024),
            decimals(0, median(samples, jdk, sites, "bytes sent") / 1024));
      }
      judge(samples, jdk, verdicts);
    }
    return new Section("The scrape", BODY + table, verdicts);
  }

  private static void judge(Samples samples, int jdk, List<Verdict> verdicts) {
    String goal = "JDK " + jdk + ": at " + GOAL_SITES + " sites, some 1,000 series, at most ";
    String at = " at " + decimals(0, median(samples, jdk, GOAL_SITES, "series")) + " series";
    double slowest = samples.spread(jdk, what(GOAL_SITES), TIDEMARK, "slowest scrape ms").max();
    verdicts.add(
        Verdict.exact(
            goal + "20 ms, the slowest of all forks too",
            slowest <= MOST_MILLIS,
            decimals(2, slowest) + " ms" + at));
    Interval garbage =
        samples.interval(jdk, what(GOAL_SITES), TIDEMARK, "allocated bytes a scrape");
    verdicts.add(
        Verdict.atMost(
            goal + "1 MiB of garbage", garbage, MEBIBYTE, garbage.text(0, " bytes") + at));
  }

  private static double median(Samples samples, int jdk, int sites, String metric) {
    return samples.spread(jdk, what(sites), TIDEMARK, metric).median();
  }
}
