package io.tidemark.agent.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseBudgetTest {

  private static final long GIGABYTE = 1L << 30;

  @Test
  void aSmallHeapIsWalkedAndAHugeOneIsNot() {
    assertThat(budget(4 * GIGABYTE, false).allows(0)).isTrue();
    assertThat(budget(64 * GIGABYTE, false).allows(0)).isFalse();
  }

  @Test
  void aWalkThatMarksIsJudgedDearer() {
    assertThat(budget(4 * GIGABYTE, false).allows(0)).isTrue();
    assertThat(budget(4 * GIGABYTE, true).allows(0)).isFalse();
  }

  @Test
  void manyThreadsAreStoppedTooLong() {
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(PauseBudget.toStopThreads(100 * processors)).isEqualTo(Duration.ofMillis(300));
    assertThat(new PauseBudget(Duration.ofSeconds(1), 0, false, 300 * processors).allows(0))
        .isTrue();
    assertThat(new PauseBudget(Duration.ofSeconds(1), 0, false, 400 * processors).allows(0))
        .isFalse();
  }

  @Test
  void manyMapsMakeAWalkTooLong() {
    assertThat(budget(0, false).allows(1_000_000)).isTrue();
    assertThat(budget(0, false).allows(1_000_000_000)).isFalse();
  }

  @Test
  void whatTheFirstWalkTookReplacesTheEstimate() {
    PauseBudget budget = budget(64 * GIGABYTE, false);
    budget.walked(budget.start());
    assertThat(budget.allows(0)).isTrue();
  }

  @Test
  void aLaterQuickWalkDoesNotHideASlowOne() {
    PauseBudget budget = new PauseBudget(Duration.ofNanos(1), 0, false, 0);
    assertThat(budget.allows(0)).isTrue();
    long start = budget.start();
    busy(Duration.ofMillis(5));
    budget.walked(start);
    budget.walked(budget.start());
    assertThat(budget.expected(0)).isGreaterThanOrEqualTo(Duration.ofMillis(5));
    assertThat(budget.allows(0)).isFalse();
  }

  @Test
  void everyWalkCountsAndTheLongestIsKept() {
    PauseBudget budget = budget(0, false);
    budget.walked(budget.start());
    long start = budget.start();
    busy(Duration.ofMillis(5));
    budget.read(start);
    budget.read(budget.start());
    assertThat(budget.passes()).isEqualTo(3);
    assertThat(budget.longestPause()).isGreaterThanOrEqualTo(Duration.ofMillis(5));
  }

  @Test
  void theApplicationRunsAsLongAsAWalkTookBeforeTheNext() {
    PauseBudget budget = budget(0, false);
    Duration pause = Duration.ofMillis(40);
    long start = budget.start();
    busy(pause);
    long end = System.nanoTime();
    budget.walked(start);
    assertThat(Duration.ofNanos(budget.start() - end)).isGreaterThanOrEqualTo(pause);
  }

  private static PauseBudget budget(long heapUsed, boolean walkMarks) {
    return new PauseBudget(Duration.ofSeconds(1), heapUsed, walkMarks, 1);
  }

  private static void busy(Duration time) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      Thread.onSpinWait();
    }
  }
}
