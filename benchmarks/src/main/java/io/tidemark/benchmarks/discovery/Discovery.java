package io.tidemark.benchmarks.discovery;

import io.tidemark.benchmarks.harness.Commands;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Scale;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.pauses.WatchedProgram;
import io.tidemark.benchmarks.programs.ManyObjects;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Section;
import java.util.Comparator;
import java.util.List;

/** For how long an application stops for discovery, and for what else looks at a whole heap. */
public final class Discovery implements Benchmark {

  static final String G1 = "G1";

  private static final List<String> OTHER_COLLECTORS =
      List.of("Parallel", "Serial", "Z", "Shenandoah");

  @Override
  public String name() {
    return "discovery";
  }

  @Override
  public void run(Session session) throws Exception {
    for (Jdk jdk : session.jdks()) {
      measure(session, jdk, G1, 1, session.pick(1, 2), session.pick(3, 2));
      measure(session, jdk, G1, 10, session.pick(1, 2), session.pick(3, 2));
      if (session.scale() == Scale.LONG) {
        measure(session, jdk, G1, 50, 2, 2);
      }
    }
    if (session.scale() == Scale.LONG) {
      Jdk newest = session.jdks().stream().max(Comparator.comparingInt(Jdk::feature)).orElseThrow();
      for (String collector : OTHER_COLLECTORS) {
        if (has(session, newest, collector)) {
          measure(session, newest, collector, 10, 1, 2);
        }
      }
    }
  }

  /** The name of a case. */
  static String what(String collector, int millions) {
    return collector + ", " + millions + " million objects";
  }

  private static void measure(
      Session session, Jdk jdk, String collector, int millions, int jvms, int rounds)
      throws Exception {
    String what = what(collector, millions);
    for (int jvm = 0; jvm < jvms; jvm++) {
      int first = jvm * rounds + 1;
      if (isMeasured(session, jdk, what, first + rounds - 1)) {
        continue;
      }
      session.say("JDK " + jdk.feature() + ", " + what + ", JVM " + (jvm + 1) + " of " + jvms);
      List<String> arguments =
          List.of(
              "-XX:+Use" + collector + "GC",
              "-Xmx" + (millions > 10 ? 4 : 2) + "g",
              "-XX:+EnableDynamicAgentLoading",
              ManyObjects.class.getName(),
              Integer.toString(millions));
      try (WatchedProgram program = WatchedProgram.start(jdk, session.scratch(), arguments)) {
        Looks looks = new Looks(new Commands(jdk, session.scratch(), session.tidemark()), program);
        for (int round = 0; round < rounds; round++) {
          for (int i = 0; i < Looks.ALL.size(); i++) {
            String arm = Looks.ALL.get((i + first + round) % Looks.ALL.size());
            session.record(jdk, what, arm, first + round, looks.measure(arm));
          }
        }
      }
    }
  }

  private static boolean isMeasured(Session session, Jdk jdk, String what, int fork) {
    return Looks.ALL.stream()
        .allMatch(arm -> session.samples().has(jdk.feature(), what, arm, fork));
  }

  private static boolean has(Session session, Jdk jdk, String collector) throws Exception {
    Process process =
        new ProcessBuilder(jdk.bin("java"), "-XX:+Use" + collector + "GC", "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean has = process.waitFor() == 0;
    if (!has) {
      session.say("JDK " + jdk.feature() + " has no " + collector);
    }
    return has;
  }

  @Override
  public Section report(Samples samples) {
    return new DiscoveryReport(samples).section();
  }
}
