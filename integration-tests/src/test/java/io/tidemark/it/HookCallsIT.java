package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.HookCalls;
import io.tidemark.it.programs.HookFaults;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import java.util.List;

/** How often woven maps call the agent, and what becomes of a call that fails. */
class HookCallsIT {

  /** Growths of a few tables, and one excursion above the limit or a few. */
  private static final int NEXT_TO_NONE = 40;

  @OnEachJdk
  void aSmallMapNeverCallsAndABoundedOneOrOneThatIsUsedForOneKeyAtATimeNextToNever(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).main(HookCalls.class).start()) {
      assertThat(jvm.awaitExit()).isZero();
      List<String> calls = jvm.stdout().stream().filter(line -> line.startsWith("calls ")).toList();
      System.out.println(jdk + ": " + calls);
      assertThat(calls)
          .hasSize(6)
          .startsWith("calls 0 maps under the threshold, filled and drained");
      assertThat(calls.subList(1, 6))
          .allSatisfy(
              line ->
                  assertThat(Long.parseLong(line.split(" ")[1]))
                      .as(line)
                      .isBetween(1L, (long) NEXT_TO_NONE));
    }
  }

  @OnEachJdk
  void nothingEscapesAHookAndEveryFailureIsCounted(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).main(HookFaults.class).start()) {
      assertThat(jvm.awaitExit()).as("%s", jvm.stderr()).isZero();
      assertThat(jvm.stdout())
          .hasSize(3)
          .allSatisfy(line -> assertThat(line).matches(".*: right=true counted=[1-9]\\d*"));
    }
  }
}
