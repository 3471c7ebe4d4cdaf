package io.tidemark.benchmarks.load;

import static io.tidemark.benchmarks.harness.Programs.NO_AGENT;
import static io.tidemark.benchmarks.harness.Programs.TIDEMARK;
import static io.tidemark.benchmarks.load.Figures.with;

import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Programs;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.programs.Footprint;
import io.tidemark.benchmarks.programs.Growers;
import io.tidemark.benchmarks.programs.Growths;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Section;
import java.util.List;

/** What a tracked map takes, and what the registering of it costs the growth that caused it. */
public final class RegistryBenchmark implements Benchmark {

  static final int[] DEPTHS = {20, 100, 900};
  static final String MEMORY = "memory";
  static final String TIMED = "Tidemark, calls timed";
  static final String GROWERS = "two threads";

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

  static String growths(int depth) {
    return "growths at depth " + depth;
  }

  @Override
  public Section report(Samples samples) {
    return new RegistryReport(samples).section();
  }
}
