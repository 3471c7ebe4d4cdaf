package io.tidemark.benchmarks.latency;

import io.tidemark.benchmarks.harness.Agents;
import io.tidemark.benchmarks.harness.Commands;
import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.pauses.SafepointLog;
import io.tidemark.benchmarks.programs.Attach;
import io.tidemark.benchmarks.programs.H2Load;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What attaching does to the latency of a server, in the minute around it. */
public final class Latency implements Benchmark {

  static final String NOTHING = "nothing attached";
  static final String IDLE = "idle agent attached";
  static final String TIDEMARK = "Tidemark attached";
  static final List<String> ALL = List.of(NOTHING, IDLE, TIDEMARK);

  static final String P50 = "p50 ms";
  static final String P99 = "p99 ms";
  static final String P999 = "p99.9 ms";
  static final String WORST = "worst ms";
  static final String SAFEPOINT = "longest safepoint ms";

  /** Queries a second. */
  static final int RATE = 1000;

  static final int CONNECTIONS = 4;
  static final int ROWS = 300_000;

  private static final int WARM_UP_SECONDS = 10;
  private static final Path CLASSES = Path.of("benchmarks/target/classes").toAbsolutePath();

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public void run(Session session) throws Exception {
    Path idle = Agents.idle(session.scratch());
    int seconds = session.pick(10, 60);
    for (Jdk jdk : session.jdks()) {
      session.alternate(
          jdk,
          "H2, " + seconds + " s",
          ALL,
          session.pick(2, 2),
          (arm, fork) -> measure(session, jdk, arm, idle, seconds));
    }
  }

  private static Map<String, Double> measure(
      Session session, Jdk jdk, String arm, Path idle, int seconds) throws Exception {
    Path h2 =
        Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path logFile = Files.createTempFile(session.scratch(), "safepoints", ".log");
    SafepointLog log = new SafepointLog(logFile);
    List<String> server =
        List.of(
            log.option(),
            "-Xmx1g",
            "-XX:+UseG1GC",
            "-XX:+EnableDynamicAgentLoading",
            "-cp",
            h2.toString(),
            "org.h2.tools.Server",
            "-tcp",
            "-tcpPort",
            "0",
            "-ifNotExists");
    try (JavaProcess target = JavaProcess.start(jdk, session.scratch(), server)) {
      String address =
          target.awaitLine("TCP server running at tcp://").replaceFirst(".*:(\\d+) .*", "$1");
      List<String> load =
          List.of(
              "-XX:+UseSerialGC",
              "-cp",
              CLASSES + ":" + h2,
              H2Load.class.getName(),
              "jdbc:h2:tcp://127.0.0.1:" + address + "/mem:bank;DB_CLOSE_DELAY=-1",
              Integer.toString(RATE),
              Integer.toString(CONNECTIONS),
              Integer.toString(ROWS),
              Integer.toString(WARM_UP_SECONDS));
      try (JavaProcess client = JavaProcess.start(jdk, session.scratch(), load)) {
        client.awaitLine("ready");
        int lines = log.lines();
        var in = client.process().getOutputStream();
        in.write((seconds + "\n").getBytes(StandardCharsets.US_ASCII));
        in.flush();
        Thread.sleep(seconds * 500L);
        attach(session, jdk, arm, idle, target.pid());
        Map<String, Double> figures = figures(client.awaitLine("latencies "), seconds);
        figures.put(SAFEPOINT, log.longestAfter(lines));
        return figures;
      }
    } finally {
      Files.delete(logFile);
    }
  }

  /** Each by a JVM of its own, as a person would. */
  private static void attach(Session session, Jdk jdk, String arm, Path idle, long pid)
      throws Exception {
    Commands commands = new Commands(jdk, session.scratch(), session.tidemark());
    if (arm.equals(IDLE)) {
      commands.run(
          List.of("-cp", CLASSES.toString(), Attach.class.getName()),
          Long.toString(pid),
          idle.toString());
    } else if (arm.equals(TIDEMARK)) {
      commands.tidemark("attach", Long.toString(pid), "port=0");
    }
  }

  private static Map<String, Double> figures(String line, int seconds) throws IOException {
    String[] words = line.split(" ");
    if (Math.abs(Integer.parseInt(words[1]) - seconds * RATE) > CONNECTIONS) {
      throw new IOException("not all queries were answered: " + line);
    }
    Map<String, Double> figures = new TreeMap<>();
    List<String> names = List.of(P50, P99, P999, WORST);
    for (int i = 0; i < names.size(); i++) {
      figures.put(names.get(i), Long.parseLong(words[i + 2]) / 1e6);
    }
    return figures;
  }

  @Override
  public Section report(Samples samples) {
    return new LatencyReport(samples).section();
  }
}
