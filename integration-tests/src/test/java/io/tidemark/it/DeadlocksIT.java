package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.it.programs.Deadlocked;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;

/** Every test's JVM is asked for threads that wait for each other: here are some that do. */
class DeadlocksIT {

  @OnEachJdk
  void aTestWhoseProgramIsToldToEndFails(Jdk jdk) {
    try (AgentJvm jvm = deadlocked(jdk)) {
      assertFound(() -> jvm.quit());
    }
  }

  @OnEachJdk
  void aTestThatClosesItsJvmFailsAndTheProcessIsGone(Jdk jdk) {
    AgentJvm jvm = deadlocked(jdk);
    assertFound(jvm::close);
    assertThat(jvm.isAlive()).isFalse();
  }

  private static AgentJvm deadlocked(Jdk jdk) {
    AgentJvm jvm = Launch.on(jdk).main(Deadlocked.class).start();
    jvm.ready();
    jvm.run("lock");
    return jvm;
  }

  private static void assertFound(org.assertj.core.api.ThrowableAssert.ThrowingCallable ending) {
    assertThatThrownBy(ending)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("Java-level deadlock", "\"left first\"", "\"right first\"");
  }
}
