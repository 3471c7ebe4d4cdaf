package io.tidemark.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObservationTest {

  private long before;

  private static Observation observed(long since) {
    Observation seen = new Observation(null);
    seen.observe(since);
    return seen;
  }

  private void entries(Observation seen, long now, long entries, long hold) {
    seen.entries(before, now, entries, hold);
    before = now;
  }

  @Test
  void thePeakIsTheMostOfTheHoldWindow() {
    Observation seen = observed(0);
    entries(seen, 10, 5, 100);
    entries(seen, 20, 50, 100);
    entries(seen, 30, 7, 100);
    assertThat(seen.peakEntries()).isEqualTo(50);
    entries(seen, 119, 1, 100);
    assertThat(seen.peakEntries()).isEqualTo(50);
    entries(seen, 120, 1, 100);
    assertThat(seen.peakEntries()).isEqualTo(7);
    entries(seen, 1000, 0, 100);
    assertThat(seen.peakEntries()).isZero();
  }

  @Test
  void thePeakEqualsAPlainSearchThroughTheWindow() {
    Random random = new Random(42);
    Observation seen = observed(0);
    Deque<long[]> all = new ArrayDeque<>();
    for (long now = 0; now < 20_000; now += 1 + random.nextInt(5)) {
      long entries = random.nextInt(1000);
      entries(seen, now, entries, 60);
      all.add(new long[] {now, entries});
      while (now - all.peek()[0] >= 60) {
        all.remove();
      }
      assertThat(seen.peakEntries())
          .isEqualTo(all.stream().mapToLong(sample -> sample[1]).max().orElseThrow());
    }
  }

  @Test
  void aCountIsForgottenAfterTheHoldTimeAlsoWhenNothingWasCountedMeanwhile() {
    Observation seen = observed(0);
    entries(seen, 10, 50, 100);
    entries(seen, 109, 7, 100);
    assertThat(seen.peakEntries()).isEqualTo(50);
    Observation late = observed(0);
    before = 0;
    entries(late, 10, 50, 100);
    entries(late, 110, 7, 100);
    assertThat(late.peakEntries()).isEqualTo(7);
  }

  @Test
  void aMapOfSteadySizeNeedsNoArrayAndOneThatComesAndGoesASmallOne() {
    Observation seen = observed(0);
    for (int now = 0; now < 1000; now++) {
      entries(seen, now, 5, 100);
      assertThat(seen.olderHeld()).isZero();
    }
    for (int now = 1000; now < 2000; now++) {
      entries(seen, now, now % 2 == 0 ? 5 : 3, 100);
      assertThat(seen.olderHeld()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aMapThatComesAndGoesMakesNoGarbage() {
    Observation seen = observed(0);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    comeAndGo(seen, 0);
    long before = threads.getCurrentThreadAllocatedBytes();
    comeAndGo(seen, 1000);
    // each of the hundred times that it falls would take 32 bytes at least
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100 * 32);
    assertThat(seen.peakEntries()).isEqualTo(9);
  }

  private void comeAndGo(Observation seen, int from) {
    for (int now = from; now < from + 1000; now++) {
      entries(seen, now, now % 10, 100);
    }
  }

  @Test
  void whatAStormTookIsLetGoOfWhenTheMapIsSteadyAgain() {
    Observation seen = observed(0);
    for (int now = 0; now < 100; now++) {
      entries(seen, now, 100 - now, 1000);
    }
    assertThat(seen.olderPlaces()).isGreaterThan(2 * 64);
    entries(seen, 100, 200, 1000);
    assertThat(seen.olderPlaces()).isEqualTo(1);
    entries(seen, 101, 5, 1000);
    assertThat(seen.olderPlaces()).isEqualTo(5);
    entries(seen, 1101, 5, 1000);
    assertThat(seen.olderPlaces()).isEqualTo(1);
  }

  @Test
  void countsBeyondAnIntAreKeptAsTheLargest() {
    Observation seen = observed(0);
    entries(seen, 10, 3_000_000_000L, 100);
    assertThat(seen.peakEntries()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aLongDescentTakesBoundedMemoryAndNeverOverstates() {
    Observation seen = observed(0);
    for (int now = 0; now < 100_000; now++) {
      entries(seen, now, 100_000 - now, 50_000);
      assertThat(seen.peakEntries()).isLessThanOrEqualTo(100_000 - Math.max(0, now - 49_999));
    }
    assertThat(seen.olderHeld()).isBetween(1, 64);
  }

  @Test
  void quietBeginsWhenTheMapIsFirstSeenAndAnewWheneverItIsAbove() {
    Observation seen = observed(100);
    assertThat(seen.everAbove()).isFalse();
    assertThat(seen.quietSince()).isEqualTo(100);
    seen.above(170);
    assertThat(seen.everAbove()).isTrue();
    assertThat(seen.quietSince()).isEqualTo(170);
  }
}
