package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Scale;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Section;
import java.util.List;

/** What one operation on a map costs and allocates, by JMH. */
public final class Operations implements Benchmark {

  private static final int SHORT_FORKS = 3;
  private static final int LONG_FORKS = 6;

  @Override
  public String name() {
    return "operations";
  }

  /**
   * A fork is one JVM for each arm; they measure in turns, which pairs them closer than one after
   * the other. Forks of one case are spread over the whole run, not measured one after the other,
   * so that a disturbance meets few of them, and an interrupted run has a part of each case.
   */
  @Override
  public void run(Session session) throws Exception {
    List<OperationCase> cases =
        session.scale() == Scale.SHORT ? OperationCase.SHORT : OperationCase.LONG;
    int forks = session.pick(SHORT_FORKS, LONG_FORKS);
    for (int fork = 1; fork <= forks; fork++) {
      for (Jdk jdk : session.jdks()) {
        for (OperationCase what : cases) {
          run(session, jdk, what, fork);
        }
      }
    }
  }

  private static void run(Session session, Jdk jdk, OperationCase what, int fork) throws Exception {
    List<String> arms = what.arms().stream().map(Arm::title).toList();
    session.together(jdk, what.name(), arms, fork, () -> JmhFork.run(session, jdk, what, fork));
  }

  @Override
  public Section report(Samples samples) {
    return new OperationsReport(samples).section();
  }
}
