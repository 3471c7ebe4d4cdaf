package io.tidemark.benchmarks.latency;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Interval;
import java.util.ArrayList;
import java.util.List;

/** What the samples of {@link Latency} say. */
final class LatencyReport {

  private static final String BODY =
      """
      H2's TCP server (G1) answers %,d queries a second over %d connections, one in ten an update, of a
      table of %,d rows in memory. The load comes from a process of its own on the same machine, and at
      a fixed rate: a query's latency counts from when it was due. In the middle of the time measured,
      nothing is attached, or an agent that does nothing, or Tidemark (`attach PID`, which weaves and
      discovers); both by a JVM of their own, which needs the processors too. Each run has a fresh
      server.
      """
          .formatted(Latency.RATE, Latency.CONNECTIONS, Latency.ROWS);

  /** The default of discovery.max-pause. */
  private static final double MAX_PAUSE_MILLIS = 1000;

  private final Samples samples;

  LatencyReport(Samples samples) {
    this.samples = samples;
  }

  Section section() {
    StringBuilder body = new StringBuilder(BODY);
    List<Verdict> verdicts = new ArrayList<>();
    for (int jdk : samples.jdks()) {
      for (String what : samples.cases(jdk)) {
        body.append("\n### JDK ").append(jdk).append(": ").append(what).append("\n\n");
        body.append(table(jdk, what));
        Interval worst = samples.interval(jdk, what, Latency.TIDEMARK, Latency.WORST);
        verdicts.add(
            Verdict.atMost(
                "JDK " + jdk + ", " + what + ": the worst within discovery.max-pause, 1 s",
                worst,
                MAX_PAUSE_MILLIS,
                worst.text(0, " ms")));
      }
    }
    return new Section("Latency around an attach", body.toString(), verdicts);
  }

  private Table table(int jdk, String what) {
    Table table =
        new Table(
            "",
            Latency.P50,
            Latency.P99,
            Latency.P999,
            Latency.WORST,
            "worst against nothing",
            "worst against the idle agent",
            Latency.SAFEPOINT);
    for (String arm : Latency.ALL) {
      table.row(
          arm,
          samples.spread(jdk, what, arm, Latency.P50).text(2),
          samples.spread(jdk, what, arm, Latency.P99).text(2),
          samples.spread(jdk, what, arm, Latency.P999).text(1),
          samples.spread(jdk, what, arm, Latency.WORST).text(1),
          samples.ratioOrNone(jdk, what, arm, Latency.NOTHING, Latency.WORST),
          samples.ratioOrNone(jdk, what, arm, Latency.IDLE, Latency.WORST),
          samples.spread(jdk, what, arm, Latency.SAFEPOINT).text(1));
    }
    return table;
  }
}
