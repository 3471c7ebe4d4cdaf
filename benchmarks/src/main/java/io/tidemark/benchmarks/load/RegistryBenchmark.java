package io.tidemark.benchmarks.load;

import static io.tidemark.benchmarks.harness.Programs.NO_AGENT;
import static io.tidemark.benchmarks.harness.Programs.TIDEMARK;
import static io.tidemark.benchmarks.load.Figures.decimals;
import static io.tidemark.benchmarks.load.Figures.percent;
import static io.tidemark.benchmarks.load.Figures.with;

import io.tidemark.benchmarks.Benchmark;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Programs;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.programs.Footprint;
import io.tidemark.benchmarks.programs.Growers;
import io.tidemark.benchmarks.programs.Growths;
import io.tidemark.benchmarks.programs.HookCosts;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What a tracked map takes, and what the registering of it costs the growth that caused it. */
public final class RegistryBenchmark implements Benchmark {

  private static final int[] DEPTHS = {20, 100, 900};
  private static final String MEMORY = "memory";
  private static final String GROWERS = "two threads";
  private static final int SITE_SLOTS = 1 << 16;
  private static final int LARGE_SLOTS = 1 << 18;
  private static final double MOST_BYTES = 100;

  private static final String BODY =
      """
      Memory: HashMaps of 4096 slots are made with and without Tidemark, and the JVM counts its
      live objects (`GC.class_histogram`); the difference is all that the agent keeps. The registry's
      part is measured by JOL, the rest is the census. Before it is adopted (within 200 ms) a record holds its stack as the JVM
      recorded it; what that takes is counted by the JVM's allocation counter of the thread.

      """;

  private static final String COSTS =
      """

      Cost: the calls that a woven map makes are made by a program directly, warm, on stacks of that
      many frames; that is compared with the time of the put that grows a HashMap without an agent.
      The first growth to 4096 slots makes the record, the one to 65,536 takes the site. The ratio
      beside it is of the same put with Tidemark and without, in paired forks: the whole effect,
      though with the machine's noise.

      """;

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public void run(Session session) throws Exception {
    int maps = session.pick(1000, 4000);
    for (Jdk jdk : session.jdks()) {
      session.alternate(
          jdk,
          MEMORY,
          List.of(NO_AGENT, TIDEMARK),
          session.pick(1, 3),
          (arm, fork) ->
              Programs.run(
                  session,
                  jdk,
                  with(Footprint.options(), agent(session, arm, "4096")),
                  Footprint.class,
                  maps,
                  arm.equals(TIDEMARK)));
      for (int depth : DEPTHS) {
        session.alternate(
            jdk,
            hooks(depth),
            List.of(TIDEMARK),
            session.pick(1, 3),
            (arm, fork) ->
                Programs.run(
                    session,
                    jdk,
                    with(HookCosts.options(), agent(session, arm, "" + SITE_SLOTS)),
                    HookCosts.class,
                    depth));
        session.alternate(
            jdk,
            growths(depth),
            List.of(NO_AGENT, TIDEMARK),
            session.pick(2, 9),
            (arm, fork) ->
                Programs.run(
                    session,
                    jdk,
                    with(List.of("-Xmx1g", "-Xms1g"), agent(session, arm, "" + SITE_SLOTS)),
                    Growths.class,
                    depth));
      }
      session.alternate(
          jdk,
          GROWERS,
          List.of(NO_AGENT, TIDEMARK),
          session.pick(2, 9),
          (arm, fork) ->
              Programs.run(
                  session,
                  jdk,
                  with(List.of("-Xmx1g", "-Xms1g"), agent(session, arm, "" + SITE_SLOTS)),
                  Growers.class,
                  session.pick(3, 6)));
    }
  }

  private static List<String> agent(Session session, String arm, String siteMinSlots)
      throws java.io.IOException {
    return Programs.agent(
        session, arm, "discovery=never,sweep.interval=2s,site.min-slots=" + siteMinSlots);
  }

  private static String hooks(int depth) {
    return "calls at depth " + depth;
  }

  private static String growths(int depth) {
    return "growths at depth " + depth;
  }

  @Override
  public Section report(Samples samples) {
    List<Verdict> verdicts = new ArrayList<>();
    String memory = memory(samples, verdicts);
    String costs = costs(samples, verdicts);
    return new Section("The registry", BODY + memory + COSTS + costs + growers(samples), verdicts);
  }

  private static String memory(Samples samples, List<Verdict> verdicts) {
    Table table = new Table("JDK", "what", "bytes");
    for (int jdk : samples.jdks()) {
      double all = median(samples, jdk, MEMORY, TIDEMARK, "all, bytes a map");
      double without = median(samples, jdk, MEMORY, NO_AGENT, "all, bytes a map");
      double registry = median(samples, jdk, MEMORY, TIDEMARK, "registry, bytes a map");
      table.row("" + jdk, "registry, a map, site named", decimals(1, registry));
      table.row("" + jdk, "census and all else, a map", decimals(1, all - without - registry));
      for (String metric :
          List.of(
              "pushed without a site, bytes",
              "pushed with a stack of 20, bytes",
              "pushed with a stack of 100, bytes",
              "pushed with a stack of 900, bytes")) {
        table.row("" + jdk, metric, decimals(1, median(samples, jdk, MEMORY, TIDEMARK, metric)));
      }
      verdicts.add(
          new Verdict(
              "JDK " + jdk + ": at most 100 bytes of the registry a map, once named",
              registry <= MOST_BYTES,
              decimals(1, registry)));
    }
    return table.toString();
  }

  private static String costs(Samples samples, List<Verdict> verdicts) {
    Table table =
        new Table("JDK", "depth", "growth to", "growth, µs", "call, ns", "call / growth", "ratio");
    for (int jdk : samples.jdks()) {
      for (int depth : DEPTHS) {
        double worstLarge = 0;
        double worstSmall = 0;
        for (int slots : Growths.slots()) {
          String metric = Growths.metric(slots);
          double growth = median(samples, jdk, growths(depth), NO_AGENT, metric);
          double call = median(samples, jdk, hooks(depth), TIDEMARK, call(slots));
          double share = call / growth;
          if (slots >= LARGE_SLOTS) {
            worstLarge = Math.max(worstLarge, share);
          } else {
            worstSmall = Math.max(worstSmall, share);
          }
          table.row(
              "" + jdk,
              "" + depth,
              "" + slots,
              decimals(1, growth / 1000),
              decimals(0, call),
              percent(share),
              samples.ratio(jdk, growths(depth), TIDEMARK, NO_AGENT, metric).text());
        }
        String where = "JDK " + jdk + ", stacks of " + depth + ": registering costs at most ";
        verdicts.add(
            new Verdict(
                where + "1 % of a growth to 2^18 slots and more",
                worstLarge <= 0.01,
                percent(worstLarge)));
        verdicts.add(
            new Verdict(where + "3 % of a smaller one", worstSmall <= 0.03, percent(worstSmall)));
      }
    }
    return table.toString();
  }

  private static String call(int slots) {
    return switch (slots) {
      case Growths.FEWEST -> "first growth ns";
      case SITE_SLOTS -> "first growth with its site ns";
      default -> "later growth ns";
    };
  }

  private static String growers(Samples samples) {
    Table table = new Table("JDK", "maps a second, Tidemark / no agent", "HashMap", "Concurrent");
    for (int jdk : samples.jdks()) {
      table.row(
          "" + jdk,
          "two threads that fill and drop maps of 4096 slots",
          samples.ratio(jdk, GROWERS, TIDEMARK, NO_AGENT, "HashMaps a second").text(),
          samples.ratio(jdk, GROWERS, TIDEMARK, NO_AGENT, "ConcurrentHashMaps a second").text());
    }
    Table removal = new Table("JDK", "drained call, ns");
    for (int jdk : samples.jdks()) {
      removal.row("" + jdk, decimals(0, median(samples, jdk, hooks(20), TIDEMARK, "drained ns")));
    }
    return "\n" + table + "\n" + removal;
  }

  private static double median(Samples samples, int jdk, String what, String arm, String metric) {
    return samples.spread(jdk, what, arm, metric).median();
  }
}
