package io.tidemark.benchmarks.load;

import static io.tidemark.benchmarks.harness.Programs.NO_AGENT;
import static io.tidemark.benchmarks.harness.Programs.TIDEMARK;
import static io.tidemark.benchmarks.load.Figures.decimals;
import static io.tidemark.benchmarks.load.RegistryBenchmark.GROWERS;
import static io.tidemark.benchmarks.load.RegistryBenchmark.MEMORY;
import static io.tidemark.benchmarks.load.RegistryBenchmark.TIMED;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.programs.Growths;
import io.tidemark.benchmarks.report.Case;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Tells what the samples of {@link RegistryBenchmark} show. */
final class RegistryReport {

  private static final int LARGE_SLOTS = 1 << 18;
  private static final double MOST_BYTES = 100;
  private static final double MOST_OF_LARGE = 0.01;
  private static final double MOST_OF_SMALL = 0.03;

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
      effect, though with the machine's noise. Each has a goal of its own. The last goals are of two
      threads that do nothing but make maps, grow them to 4096 slots and drop them: of each growth
      registering may take 3 %, so they may make 0.97 times as many.

      """;

  private final Samples samples;
  private final List<Verdict> verdicts = new ArrayList<>();

  RegistryReport(Samples samples) {
    this.samples = samples;
  }

  Section section() {
    String memory = memory();
    String costs = costs();
    Table growers = growers();
    return new Section(
        "The registry", BODY + memory + COSTS + costs + "\n" + growers + "\n" + clears(), verdicts);
  }

  private String memory() {
    Table table = new Table("JDK", "what", "bytes");
    for (int jdk : samples.jdks()) {
      double all = median(jdk, MEMORY, TIDEMARK, "all, bytes a map");
      double without = median(jdk, MEMORY, NO_AGENT, "all, bytes a map");
      Interval registry = samples.interval(jdk, MEMORY, TIDEMARK, "registry, bytes a map");
      table.row("" + jdk, "registry, a map, site named", registry.text(1, ""));
      table.row(
          "" + jdk, "census and all else, a map", decimals(1, all - without - registry.median()));
      for (String metric :
          List.of(
              "pushed without a site, bytes",
              "pushed with a stack of 20, bytes",
              "pushed with a stack of 100, bytes",
              "pushed with a stack of 900, bytes")) {
        table.row("" + jdk, metric, decimals(1, median(jdk, MEMORY, TIDEMARK, metric)));
      }
      verdicts.add(
          Verdict.atMost(
              "JDK " + jdk + ": at most 100 bytes of the registry a map, once named",
              registry,
              MOST_BYTES,
              registry.text(1, "")));
    }
    return table.toString();
  }

  private String costs() {
    Table table =
        new Table(
            "JDK", "depth", "growth to", "growth, µs", "call, ns", "call / growth, %", "ratio");
    for (int jdk : samples.jdks()) {
      for (int depth : RegistryBenchmark.DEPTHS) {
        String what = RegistryBenchmark.growths(depth);
        for (int slots : Growths.slots()) {
          table.row(
              "" + jdk,
              "" + depth,
              "" + slots,
              decimals(1, median(jdk, what, NO_AGENT, Growths.put(slots)) / 1000),
              decimals(0, median(jdk, what, TIMED, Growths.call(slots))),
              share(jdk, what, slots).text(2, ""),
              ratio(jdk, what, slots).ratioOrNone());
        }
        judge(jdk, depth, "a growth to 2^18 slots and more", MOST_OF_LARGE, n -> n >= LARGE_SLOTS);
        judge(
            jdk,
            depth,
            "a smaller one without a site",
            MOST_OF_SMALL,
            n -> n < LARGE_SLOTS && n != Growths.SITE_SLOTS);
        judge(
            jdk, depth, "the one that takes the site", MOST_OF_SMALL, n -> n == Growths.SITE_SLOTS);
      }
    }
    return table.toString();
  }

  /** By the call alone, and by the whole growth with Tidemark and without. */
  private void judge(int jdk, int depth, String growth, double most, IntPredicate which) {
    String what = RegistryBenchmark.growths(depth);
    List<Case> calls = new ArrayList<>();
    List<Case> growths = new ArrayList<>();
    for (int slots : Arrays.stream(Growths.slots()).filter(which).toArray()) {
      Interval share = share(jdk, what, slots);
      calls.add(Case.atMost(slots + " slots", share, most * 100, share.text(2, " %")));
      Interval ratio = ratio(jdk, what, slots);
      growths.add(Case.atMost(slots + " slots", ratio, 1 + most, ratio.ratio()));
    }
    String where = "JDK " + jdk + ", stacks of " + depth + ": ";
    String limit = decimals(0, most * 100) + " % of " + growth;
    verdicts.add(new Verdict(where + "registering costs at most " + limit, calls));
    verdicts.add(
        new Verdict(
            where + growth + " takes at most " + decimals(2, 1 + most) + " times as long",
            growths));
  }

  /** What the call takes of the same fork's growth without an agent, in percent. */
  private Interval share(int jdk, String what, int slots) {
    Map<Integer, Double> calls =
        new TreeMap<>(samples.byFork(jdk, what, TIMED, Growths.call(slots)));
    Map<Integer, Double> growths = samples.byFork(jdk, what, NO_AGENT, Growths.put(slots));
    calls.keySet().retainAll(growths.keySet());
    calls.replaceAll((fork, call) -> call / growths.get(fork) * 100);
    return Interval.of(List.copyOf(calls.values()));
  }

  private Interval ratio(int jdk, String what, int slots) {
    return samples.ratio(jdk, what, TIDEMARK, NO_AGENT, Growths.put(slots));
  }

  private Table growers() {
    Table table = new Table("JDK", "maps a second, Tidemark / no agent", "HashMap", "Concurrent");
    for (int jdk : samples.jdks()) {
      List<Case> cases = new ArrayList<>();
      List<String> cells =
          new ArrayList<>(List.of("" + jdk, "two threads that fill and drop maps of 4096 slots"));
      for (String kind : List.of("HashMap", "ConcurrentHashMap")) {
        Interval ratio = samples.ratio(jdk, GROWERS, TIDEMARK, NO_AGENT, kind + "s a second");
        cells.add(ratio.ratioOrNone());
        cases.add(Case.atLeast(kind, ratio, 1 - MOST_OF_SMALL, ratio.ratio()));
      }
      table.row(cells.toArray(String[]::new));
      verdicts.add(
          new Verdict(
              "JDK " + jdk + ": two threads that only grow maps make at least 0.97 times as many",
              cases));
    }
    return table;
  }

  private Table clears() {
    Table table = new Table("JDK", "call of a clear, ns");
    String what = RegistryBenchmark.growths(RegistryBenchmark.DEPTHS[0]);
    for (int jdk : samples.jdks()) {
      table.row("" + jdk, decimals(0, median(jdk, what, TIMED, Growths.CLEARED)));
    }
    return table;
  }

  private double median(int jdk, String what, String arm, String metric) {
    return samples.spread(jdk, what, arm, metric).median();
  }
}
