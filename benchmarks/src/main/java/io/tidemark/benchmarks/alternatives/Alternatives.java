package io.tidemark.benchmarks.alternatives;

import io.tidemark.benchmarks.harness.Commands;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Ports;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.pauses.WatchedProgram;
import io.tidemark.benchmarks.programs.Leftovers;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The question which maps hold how much for nothing, asked in other ways and of Tidemark. */
public final class Alternatives implements Benchmark {

  static final String NOTHING = "nothing asked";
  static final String HISTOGRAM = "class histogram";
  static final String DUMP = "heap dump, our rule";
  static final String MAT = "heap dump, Eclipse MAT's rule";
  static final String REPORT = "Tidemark, attached just now";
  static final String FLAGS = "Tidemark, in since the start";
  static final List<String> ALL = List.of(NOTHING, HISTOGRAM, DUMP, MAT, REPORT, FLAGS);

  static final int SWEEP_SECONDS = 2;
  static final int HOLD_SECONDS = 30;

  private static final int SHORT_MEGABYTES = 256;

  @Override
  public String name() {
    return "alternatives";
  }

  @Override
  public void run(Session session) throws Exception {
    for (Jdk jdk : session.jdks()) {
      if (session.pick(0, 1) == 0) {
        measure(session, jdk, "0.25 GB", SHORT_MEGABYTES, 1);
      } else {
        measure(session, jdk, "1 GB", 1000, 2);
        measure(session, jdk, "4 GB", 4000, 1);
      }
    }
  }

  private static void measure(Session session, Jdk jdk, String what, int megabytes, int rounds)
      throws Exception {
    Commands commands = new Commands(jdk, session.scratch(), session.tidemark());
    for (int round = 1; round <= rounds; round++) {
      if (!session.samples().has(jdk.feature(), what, REPORT, round)) {
        say(session, jdk, what, "without Tidemark", round);
        try (WatchedProgram program = start(session, jdk, megabytes, List.of())) {
          Answers answers = new Answers(commands, program);
          session.record(jdk, what, NOTHING, round, answers.nothing());
          session.record(jdk, what, HISTOGRAM, round, answers.histogram());
          List<Map<String, Double>> dumped = answers.dump();
          session.record(jdk, what, DUMP, round, dumped.get(0));
          session.record(jdk, what, MAT, round, dumped.get(1));
          session.record(jdk, what, REPORT, round, answers.report());
        }
      }
      if (!session.samples().has(jdk.feature(), what, FLAGS, round)) {
        say(session, jdk, what, "under Tidemark", round);
        int port = Ports.free();
        String agent =
            "-javaagent:%s=port=%d,retained.hold=%ds,sweep.interval=%ds"
                .formatted(session.tidemark(), port, HOLD_SECONDS, SWEEP_SECONDS);
        try (WatchedProgram program = start(session, jdk, megabytes, List.of(agent))) {
          Thread.sleep((HOLD_SECONDS + 2 * SWEEP_SECONDS) * 1000L);
          session.record(jdk, what, FLAGS, round, new Answers(commands, program).flags(port));
        }
      }
    }
  }

  private static void say(Session session, Jdk jdk, String what, String how, int round) {
    session.say("JDK " + jdk.feature() + ", " + what + ", " + how + ", round " + round);
  }

  /** With a collector that does not collect while the program is idle. */
  private static WatchedProgram start(Session session, Jdk jdk, int megabytes, List<String> options)
      throws Exception {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(
        List.of(
            "-XX:+UseG1GC",
            "-XX:-G1UseAdaptiveIHOP",
            "-XX:InitiatingHeapOccupancyPercent=95",
            "-Xmx" + (megabytes * 5 / 4 + 1000) + "m",
            "-XX:+EnableDynamicAgentLoading",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            Leftovers.class.getName(),
            Integer.toString(megabytes)));
    return WatchedProgram.start(jdk, session.scratch(), arguments);
  }

  @Override
  public Section report(Samples samples) {
    return new AlternativesReport(samples).section();
  }
}
