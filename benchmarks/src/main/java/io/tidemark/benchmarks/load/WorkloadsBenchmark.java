package io.tidemark.benchmarks.load;

import static io.tidemark.benchmarks.harness.Programs.IDLE;
import static io.tidemark.benchmarks.harness.Programs.NO_AGENT;
import static io.tidemark.benchmarks.harness.Programs.TIDEMARK;
import static io.tidemark.benchmarks.harness.Programs.UNCHANGED;
import static io.tidemark.benchmarks.load.Figures.with;

import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Programs;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.harness.Turn;
import io.tidemark.benchmarks.programs.workloads.Workloads;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Case;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Interval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What programs that live on maps lose to Tidemark. */
public final class WorkloadsBenchmark implements Benchmark {

  private static final List<String> WORKLOADS =
      List.of(Workloads.DATABASE, Workloads.INDEXER, Workloads.COMPILER);
  private static final List<String> ARMS = List.of(NO_AGENT, IDLE, UNCHANGED, TIDEMARK);
  private static final String THROUGHPUT = "operations a second";
  private static final List<String> LATENCIES = List.of("p50 ms", "p99 ms", "p99.9 ms");
  private static final double LEAST_THROUGHPUT = 0.99;

  private static final String BODY =
      """
      Three unmodified programs from Maven Central, each with one thread of operations and a heap of
      512 MiB: the H2 database in memory under TPC-B's transactions, Lucene that indexes ten documents
      an operation, and Eclipse's compiler that compiles a class of five generic methods an operation.
      Tidemark has its defaults. "unchanged" is an agent that retransforms the same classes and leaves
      them as they are. A fork is one JVM for each arm; they run at the same time and work in turns of
      a quarter of a second, while the others wait, so that what changes on the machine meets all of
      them: 25 seconds each to warm up, 15 that are measured. What the JVM's and Tidemark's own threads
      do goes on in the turns of others. In the rows recorded so far the JVM with Tidemark had asked its
      HTTP server for its metrics first, as in the operations.

      """;

  @Override
  public String name() {
    return "workloads";
  }

  @Override
  public void run(Session session) throws Exception {
    // forks outside, so that a run that is cut short has as many of each workload
    for (int fork = 1; fork <= session.pick(2, 7); fork++) {
      List<String> order = order(fork);
      for (Jdk jdk : session.jdks()) {
        for (String workload : WORKLOADS) {
          session.together(jdk, workload, ARMS, fork, () -> inTurns(session, jdk, workload, order));
        }
      }
    }
  }

  /** Each arm has each place once in as many forks as there are arms; the next go back to front. */
  private static List<String> order(int fork) {
    List<String> order = new ArrayList<>(ARMS);
    if ((fork - 1) / ARMS.size() % 2 == 1) {
      Collections.reverse(order);
    }
    Collections.rotate(order, fork);
    return order;
  }

  private static Map<String, Map<String, Double>> inTurns(
      Session session, Jdk jdk, String workload, List<String> order) throws Exception {
    Path turns = session.scratch().resolve("turns");
    Turn.start(turns, 0);
    Map<String, JavaProcess> processes = new LinkedHashMap<>();
    try {
      for (String arm : order) {
        List<String> turn = Turn.jvmArguments(turns, order.indexOf(arm), order.size());
        List<String> options =
            with(List.of("-Xms512m", "-Xmx512m"), with(turn, Programs.agent(session, arm, "")));
        processes.put(
            arm,
            Programs.start(
                session,
                jdk,
                options,
                Workloads.class,
                workload,
                session.pick(16, 100),
                session.pick(16, 60)));
      }
      Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
      for (String arm : ARMS) {
        figures.put(arm, Programs.figures(processes.get(arm).awaitEnd().output()));
      }
      return figures;
    } finally {
      processes.values().forEach(JavaProcess::close);
    }
  }

  @Override
  public Section report(Samples samples) {
    List<Verdict> verdicts = new ArrayList<>();
    Table table =
        new Table(
            "JDK",
            "workload",
            "what",
            "no agent",
            "idle / no agent",
            "unchanged / no agent",
            "Tidemark / no agent",
            "Tidemark / unchanged");
    for (int jdk : samples.jdks()) {
      for (String workload : samples.cases(jdk)) {
        row(table, samples, jdk, workload, THROUGHPUT);
        LATENCIES.forEach(metric -> row(table, samples, jdk, workload, metric));
        verdicts.add(throughput(samples, jdk, workload));
        for (String metric : LATENCIES.subList(1, LATENCIES.size())) {
          verdicts.add(tail(samples, jdk, workload, metric));
        }
      }
    }
    return new Section("Real workloads", BODY + table, verdicts);
  }

  private static Verdict throughput(Samples samples, int jdk, String workload) {
    return verdict(
        "JDK " + jdk + ", " + workload + ": throughput at least 0.99 of no agent's",
        arm -> {
          Interval ratio = samples.ratio(jdk, workload, arm, NO_AGENT, THROUGHPUT);
          return Case.atLeast("", ratio, LEAST_THROUGHPUT, ratio.ratio());
        });
  }

  private static Verdict tail(Samples samples, int jdk, String workload, String metric) {
    return verdict(
        "JDK " + jdk + ", " + workload + ": " + metric + ", no longer than with no agent",
        arm -> {
          Interval ratio = samples.ratio(jdk, workload, arm, NO_AGENT, metric);
          return Case.atMost("", ratio, 1, ratio.ratio());
        });
  }

  private static Verdict verdict(String goal, Function<String, Case> ofArm) {
    Case tidemark = ofArm.apply(TIDEMARK);
    for (String other : List.of(IDLE, UNCHANGED)) {
      tidemark = tidemark.beside(other, ofArm.apply(other).outcome());
    }
    return new Verdict(goal, tidemark);
  }

  private static void row(Table table, Samples samples, int jdk, String workload, String metric) {
    table.row(
        "" + jdk,
        workload,
        metric,
        samples.spread(jdk, workload, NO_AGENT, metric).text(2),
        samples.ratioOrNone(jdk, workload, IDLE, NO_AGENT, metric),
        samples.ratioOrNone(jdk, workload, UNCHANGED, NO_AGENT, metric),
        samples.ratioOrNone(jdk, workload, TIDEMARK, NO_AGENT, metric),
        samples.ratioOrNone(jdk, workload, TIDEMARK, UNCHANGED, metric));
  }
}
