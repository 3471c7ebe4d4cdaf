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
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** What a tracked map takes, and what the registering of it costs the growth that caused it. */
public final class RegistryBenchmark implements Benchmark {

  private static final int[] DEPTHS = {20, 100, 900};
  private static final String MEMORY = "memory";
  private static final String TIMED = "Tidemark, calls timed";
  private static final String GROWERS = "two threads";
  private static final int LARGE_SLOTS = 1 << 18;
  private static final double MOST_BYTES = 100;

  private static final String BODY =
      """
      Memory: HashMaps of 4096 slots are made with and without Tidemark, and the JVM counts its
      live objects (`GC.class_histogram`); the difference is all that the agent keeps. The registry's
      part is measured by JOL, the rest is the census. Before it is adopted (within 200 ms) a record
      holds its stack as the JVM recorded it; what that takes is counted by the JVM's allocation
      counter of the thread.

      """;

  private static final String COSTS =
      """

      Cost: the call that a woven map makes to the agent is timed where it is made, at the end of a
      put that grows a HashMap, on a stack of that many frames; the growth's memory has taken the
      place of the agent's in the processor's caches by then. All that it calls is compiled. To read
      the clock is 20 to 30 ns of it. It is compared with the time of the same put without an agent.
      The first growth to 4096 slots makes the record, the one to 65,536 takes the site. The ratio
      beside it is of the put with Tidemark, not timed, and without, in paired forks: the whole
      effect, though with the machine's noise.

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
            growths(depth),
            List.of(NO_AGENT, TIDEMARK, TIMED),
            session.pick(2, 9),
            (arm, fork) ->
                Programs.run(
                    session,
                    jdk,
                    with(
                        Growths.options(),
                        agent(
                            session, arm.equals(TIMED) ? TIDEMARK : arm, "" + Growths.SITE_SLOTS)),
                    Growths.class,
                    depth,
                    growthsArm(arm)));
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
                  with(List.of("-Xmx1g", "-Xms1g"), agent(session, arm, "" + Growths.SITE_SLOTS)),
                  Growers.class,
                  session.pick(3, 6)));
    }
  }

  private static List<String> agent(Session session, String arm, String siteMinSlots)
      throws java.io.IOException {
    return Programs.agent(
        session, arm, "discovery=never,sweep.interval=2s,site.min-slots=" + siteMinSlots);
  }

  private static Growths.Arm growthsArm(String arm) {
    return switch (arm) {
      case NO_AGENT -> Growths.Arm.ALONE;
      case TIDEMARK -> Growths.Arm.WOVEN;
      default -> Growths.Arm.TIMED;
    };
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
        Map<Integer, Double> shares = new TreeMap<>();
        for (int slots : Growths.slots()) {
          String metric = Growths.put(slots);
          double growth = median(samples, jdk, growths(depth), NO_AGENT, metric);
          double call = median(samples, jdk, growths(depth), TIMED, Growths.call(slots));
          shares.put(slots, call / growth);
          table.row(
              "" + jdk,
              "" + depth,
              "" + slots,
              decimals(1, growth / 1000),
              decimals(0, call),
              percent(shares.get(slots)),
              samples.ratio(jdk, growths(depth), TIDEMARK, NO_AGENT, metric).text());
        }
        String where = "JDK " + jdk + ", stacks of " + depth + ": registering costs at most ";
        verdicts.add(
            most(
                where + "1 % of a growth to 2^18 slots and more",
                0.01,
                shares,
                slots -> slots >= LARGE_SLOTS));
        verdicts.add(
            most(
                where + "3 % of a smaller one without a site",
                0.03,
                shares,
                slots -> slots < LARGE_SLOTS && slots != Growths.SITE_SLOTS));
        verdicts.add(
            most(
                where + "3 % of the one that takes the site",
                0.03,
                shares,
                slots -> slots == Growths.SITE_SLOTS));
      }
    }
    return table.toString();
  }

  private static Verdict most(
      String goal, double limit, Map<Integer, Double> shares, IntPredicate slots) {
    double most =
        shares.keySet().stream().filter(slots::test).mapToDouble(shares::get).max().orElseThrow();
    return new Verdict(goal, most <= limit, percent(most));
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
    Table removal = new Table("JDK", "call of a clear, ns");
    for (int jdk : samples.jdks()) {
      removal.row(
          "" + jdk, decimals(0, median(samples, jdk, growths(DEPTHS[0]), TIMED, Growths.CLEARED)));
    }
    return "\n" + table + "\n" + removal;
  }

  private static double median(Samples samples, int jdk, String what, String arm, String metric) {
    return samples.spread(jdk, what, arm, metric).median();
  }
}
