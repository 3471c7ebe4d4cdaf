package io.tidemark.benchmarks.startup;

import static io.tidemark.benchmarks.startup.StartedAgents.ALL;
import static io.tidemark.benchmarks.startup.StartedAgents.IDLE;
import static io.tidemark.benchmarks.startup.StartedAgents.NONE;
import static io.tidemark.benchmarks.startup.StartedAgents.OTHERS;
import static io.tidemark.benchmarks.startup.StartedAgents.TIDEMARK;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.report.Case;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import io.tidemark.benchmarks.stats.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the samples of {@link Startup} say. */
final class StartupReport {

  private static final double MAIN_LIMIT_MILLIS = 100;
  private static final double MEMORY_LIMIT_MB = 25;

  private static final String BODY =
      """
      A program that prints one line and ends, and H2's TCP server until it answered its first query
      over JDBC, under each agent; with and without the program's own AppCDS archive, which was made
      without any agent. The time to `main` is from the call that starts the process to the first
      statement of `main`, on one clock. jmx_exporter 1.x, OpenTelemetry's agent (exporters: none)
      and Jolokia's JVM agent run as their manuals say. "added" is what an arm takes more than the
      one with no agent in the same fork. Tidemark starts beside the application, so that hello world may
      end before it is in; the server's figures and the memory show what it costs then. Resident memory is that of the program that sleeps, read %d
      seconds after `main`, then again after its HTTP endpoint was read three times, where it has
      one; all arms slept at the same time.
      """
          .formatted(Memory.SECONDS);

  private final Samples samples;
  private final List<Verdict> verdicts = new ArrayList<>();

  StartupReport(Samples samples) {
    this.samples = samples;
  }

  Section section() {
    StringBuilder body = new StringBuilder(BODY);
    for (int jdk : samples.jdks()) {
      for (String what : samples.cases(jdk)) {
        body.append("\n### JDK ").append(jdk).append(": ").append(what).append("\n\n");
        body.append(what.equals(Memory.CASE) ? memory(jdk) : times(jdk, what));
      }
    }
    return new Section("Application start", body.toString(), verdicts);
  }

  private String times(int jdk, String what) {
    boolean hello = what.startsWith(Startup.HELLO);
    if (hello) {
      judge(jdk, what);
      return table(jdk, what, Starts.MAIN, Starts.END);
    }
    return table(jdk, what, Starts.ANSWER);
  }

  private String table(int jdk, String what, String... walls) {
    List<String> titles = new ArrayList<>(List.of("arm"));
    for (String wall : walls) {
      titles.addAll(List.of(wall, "added", "ratio"));
    }
    titles.addAll(List.of(Starts.CPU, "ratio"));
    Table table = new Table(titles.toArray(String[]::new));
    for (String arm : ALL) {
      List<String> cells = new ArrayList<>(List.of(arm));
      for (String wall : walls) {
        cells.add(samples.spread(jdk, what, arm, wall).text(0));
        cells.add(
            arm.equals(NONE) ? "" : samples.difference(jdk, what, arm, NONE, wall).text(0, ""));
        cells.add(ratio(jdk, what, arm, wall));
      }
      cells.add(samples.spread(jdk, what, arm, Starts.CPU).text(0));
      cells.add(ratio(jdk, what, arm, Starts.CPU));
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }

  private String ratio(int jdk, String what, String arm, String metric) {
    return samples.ratioOrNone(jdk, what, arm, NONE, metric);
  }

  private String memory(int jdk) {
    Table table =
        new Table("arm", Memory.RESIDENT, "over the idle agent", Memory.READ, Memory.PEAK);
    for (String arm : ALL) {
      table.row(
          arm,
          samples.spread(jdk, Memory.CASE, arm, Memory.RESIDENT).text(1),
          samples.difference(jdk, Memory.CASE, arm, IDLE, Memory.RESIDENT).text(1, ""),
          samples.spread(jdk, Memory.CASE, arm, Memory.READ).text(1),
          samples.spread(jdk, Memory.CASE, arm, Memory.PEAK).text(1));
    }
    for (String metric : List.of(Memory.RESIDENT, Memory.READ)) {
      Interval over = samples.difference(jdk, Memory.CASE, TIDEMARK, IDLE, metric);
      verdicts.add(
          Verdict.atMost(
              "JDK " + jdk + ": " + metric + ", at most 25 over the idle agent",
              over,
              MEMORY_LIMIT_MB,
              "+" + over.text(1, " MB")));
    }
    return table.toString();
  }

  private void judge(int jdk, String what) {
    String where = "JDK " + jdk + ", " + what + ": ";
    Interval main = samples.difference(jdk, what, TIDEMARK, NONE, Starts.MAIN);
    verdicts.add(
        Verdict.atMost(
            where + "at most 100 ms added to `main`",
            main,
            MAIN_LIMIT_MILLIS,
            "+" + main.text(0, " ms")));
    String best =
        OTHERS.stream()
            .min(
                Comparator.comparingDouble(
                    arm -> samples.difference(jdk, what, arm, NONE, Starts.END).median()))
            .orElseThrow();
    verdicts.add(
        new Verdict(
            where + "added to the process's end at most a quarter of the best of the three others",
            toTheEnd(jdk, what, TIDEMARK, best)
                .beside(IDLE, toTheEnd(jdk, what, IDLE, best).outcome())));
  }

  /** What an arm adds, less a quarter of what another one adds in the same fork, at most 0. */
  private Case toTheEnd(int jdk, String what, String arm, String best) {
    Map<Integer, Double> none = samples.byFork(jdk, what, NONE, Starts.END);
    Map<Integer, Double> other = samples.byFork(jdk, what, best, Starts.END);
    Map<Integer, Double> own = samples.byFork(jdk, what, arm, Starts.END);
    List<Double> beyond = new ArrayList<>();
    own.forEach(
        (fork, end) -> {
          if (none.containsKey(fork) && other.containsKey(fork)) {
            beyond.add(end - none.get(fork) - (other.get(fork) - none.get(fork)) / 4);
          }
        });
    Interval more = Interval.of(beyond);
    return Case.atMost(
        "",
        more,
        0,
        String.format(
            Locale.ROOT,
            "+%s; %s +%s; over a quarter of that by %s",
            samples.difference(jdk, what, arm, NONE, Starts.END).text(0, " ms"),
            best,
            samples.difference(jdk, what, best, NONE, Starts.END).text(0, " ms"),
            more.text(0, " ms")));
  }
}
