package io.tidemark.agent.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.config.Load;
import io.tidemark.agent.registry.Garbage;
import io.tidemark.agent.registry.HookSink;
import io.tidemark.agent.registry.Registry;
import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import io.tidemark.exporter.census.AgentStatus;
import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.TrackedMap;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread that sweeps, with a heap of the test's own. */
class SweepLoopTest {

  private static final int SLOTS = 1 << 19;

  private final Registry registry = new Registry();
  private final BlockingQueue<Census> published = new LinkedBlockingQueue<>();
  private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private volatile Watched watched = Watched.ALL;
  private volatile int failures;
  private volatile boolean failingToTell;
  private volatile boolean failingToFind;
  private SweepLoop loop;
  private Thread thread;

  private void start(String config) {
    loop =
        new SweepLoop(
            registry,
            new TableBytes(Sizes.instrumentation()),
            new FullCollections(),
            Load.flawless(config),
            status(),
            (maps, maxPause) -> {
              pauses.add(maxPause);
              if (failingToFind) {
                throw new IllegalStateException("injected");
              }
              String[] holders = new String[maps.size()];
              // without a pause nothing is found
              if (!maxPause.isZero()) {
                holders[0] = "com.acme.Cache.map";
              }
              return holders;
            },
            census -> {
              if (failures > 0) {
                failures--;
                throw new OutOfMemoryError("injected");
              }
              published.add(census);
            },
            line -> {
              if (failingToTell) {
                failingToTell = false;
                throw new OutOfMemoryError("injected");
              }
              notices.add(line);
            });
    thread = new Thread(loop, "sweep under test");
    thread.start();
  }

  private StatusSource status() {
    return new StatusSource() {
      @Override
      public Watched lookAfterHooks(Config config) {
        return watched;
      }

      @Override
      public AgentStatus status(Map<String, Long> growths, long sites, long failedSweeps) {
        return new AgentStatus(
            "test",
            AgentStatus.Mode.PREMAIN,
            Map.of(),
            0,
            growths,
            Map.of(),
            Map.of(),
            sites,
            failedSweeps,
            null,
            0,
            0);
      }
    };
  }

  private Census next() throws InterruptedException {
    Census census = published.poll(1, TimeUnit.MINUTES);
    assertThat(census).isNotNull();
    return census;
  }

  @AfterEach
  void end() throws InterruptedException {
    loop.stop();
    thread.interrupt();
    thread.join();
  }

  private Map<Integer, Integer> discovered() {
    Map<Integer, Integer> map = new HashMap<>(SLOTS);
    map.put(0, 0);
    registry.discovered(map, false);
    return map;
  }

  @Test
  void aCensusIsPublishedAtTheStartAndThenOnceAnInterval() throws InterruptedException {
    Map<Integer, Integer> map = discovered();
    start("sweep.interval=200ms");
    Census first = next();
    Census second = next();
    assertThat(first.maps()).hasSize(1);
    assertThat(Duration.between(first.takenAt(), second.takenAt()))
        .isGreaterThan(Duration.ofMillis(150));
    assertThat(first.sweepDuration()).isBetween(Duration.ofNanos(1), Duration.ofMinutes(1));
    assertThat(map).hasSize(1);
  }

  @Test
  void aSweepThatIsAskedForComesAtOnceAndHasHoldersLookedForWithAPause()
      throws InterruptedException {
    Map<Integer, Integer> map = discovered();
    start("sweep.interval=10m,discovery.max-pause=300ms");
    assertThat(next().maps()).extracting(TrackedMap::holder).containsOnlyNulls();
    assertThat(pauses.take()).isEqualTo(Duration.ZERO);
    assertThat(loop.sweepNow(false)).isTrue();
    assertThat(published.remove().maps())
        .extracting(TrackedMap::holder)
        .containsOnly("com.acme.Cache.map");
    assertThat(pauses.take()).isEqualTo(Duration.ofMillis(300));
    assertThat(published.poll(700, TimeUnit.MILLISECONDS)).as("before its time").isNull();
    assertThat(map).hasSize(1);
  }

  @Test
  void holdersAreNotLookedForInEverySweep() throws InterruptedException {
    Map<Integer, Integer> map = discovered();
    start("sweep.interval=100ms");
    next();
    Map<Integer, Integer> second = discovered();
    while (next().maps().size() < 2) {
      assertThat(map).hasSize(1);
    }
    next();
    assertThat(pauses).containsExactly(Duration.ZERO);
    assertThat(second).hasSize(1);
  }

  @Test
  void whatFailsInOneRoundIsCountedAndTheNextOneIsTried() throws InterruptedException {
    failures = 1;
    start("sweep.interval=100ms");
    assertThat(next().agent().failedSweeps()).isEqualTo(1);
    assertThat(next().agent().failedSweeps()).isEqualTo(1);
  }

  @Test
  void whyItFailedIsToldOnceARowOfFailures() throws InterruptedException {
    failures = 3;
    start("sweep.interval=100ms");
    assertThat(next().agent().failedSweeps()).isEqualTo(3);
    assertThat(notices)
        .containsExactly(
            "a sweep failed, and the next one is tried: java.lang.OutOfMemoryError: injected");
    failures = 1;
    while (next().agent().failedSweeps() < 4) {
      assertThat(thread.isAlive()).isTrue();
    }
    assertThat(notices).hasSize(2);
  }

  @Test
  void whatCouldNotBeToldInAFullHeapIsToldAtTheNextFailure() throws InterruptedException {
    failures = 2;
    failingToTell = true;
    start("sweep.interval=100ms");
    assertThat(next().agent().failedSweeps()).isEqualTo(2);
    assertThat(notices).hasSize(1);
  }

  @Test
  void noMapIsHeldFromOneSweepToTheNext() throws InterruptedException {
    start("sweep.interval=10m");
    next();
    WeakReference<Object> map = new WeakReference<>(discovered());
    assertThat(loop.sweepNow(false)).isTrue();
    assertThat(pauses).hasSize(1);
    Garbage.awaitCollection(map);
  }

  @Test
  void garbageIsCollectedBeforeTheSweepThatAsksForIt() throws InterruptedException {
    start("sweep.interval=10m");
    next();
    WeakReference<Object> map = new WeakReference<>(discovered());
    assertThat(loop.sweepNow(true)).isTrue();
    assertThat(map.get()).isNull();
    assertThat(published.remove().maps()).isEmpty();
  }

  @Test
  void whatWasNotWatchedIsJudgedAnew() throws InterruptedException {
    Map<Integer, Integer> map = discovered();
    watched = Watched.NONE;
    start("sweep.interval=100ms,retained.hold=1s");
    for (int i = 0; i < 15; i++) {
      assertThat(next().maps()).noneMatch(TrackedMap::retainedEmpty);
    }
    watched = Watched.ALL;
    while (next().maps().stream().noneMatch(TrackedMap::retainedEmpty)) {
      assertThat(map).hasSize(1);
    }
  }

  @Test
  void aSearchThatFailsCostsNoCensusAndHoldsNoMap() throws InterruptedException {
    start("sweep.interval=10m");
    next();
    failingToFind = true;
    WeakReference<Object> map = new WeakReference<>(discovered());
    assertThat(loop.sweepNow(false)).as("published").isTrue();
    assertThat(pauses).hasSize(1);
    assertThat(published.remove().maps()).extracting(TrackedMap::holder).containsOnlyNulls();
    assertThat(loop.sweepNow(false)).isTrue();
    assertThat(notices)
        .containsExactly(
            "a search for holders failed, and the next one is tried:"
                + " java.lang.IllegalStateException: injected");
    Garbage.awaitCollection(map);
  }

  @Test
  void whoIsInterruptedWhileItWaitsForASweepStaysSo() {
    start("sweep.interval=10m");
    Thread.currentThread().interrupt();
    assertThat(loop.sweepNow(false)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aChangedConfigurationHoldsFromTheNextRound() throws InterruptedException {
    Map<Integer, Integer> map = discovered();
    start("sweep.interval=100ms");
    assertThat(next().maps()).hasSize(1);
    loop.config(Load.flawless("sweep.interval=100ms,track.min-slots=1048576"));
    while (!next().maps().isEmpty()) {
      assertThat(map).hasSize(1);
    }
  }

  @Test
  void eachSiteOfTheCensusIsCountedOnce() throws InterruptedException {
    HookSink sink = new HookSink(registry, new HookProof(), new Thresholds(0, 0, 0.25));
    start("sweep.interval=10m");
    next();
    List<Map<Integer, Integer>> maps = new ArrayList<>(List.of(discovered()));
    for (int i = 0; i < 2; i++) {
      Map<Integer, Integer> grown = new HashMap<>(SLOTS);
      grown.put(0, 0);
      sink.accept(grown, Hook.HASH_MAP_RESIZE.ordinal());
      maps.add(grown);
    }
    assertThat(loop.sweepNow(false)).isTrue();
    assertThat(next().agent().sitesTracked()).isEqualTo(1);
    assertThat(maps).hasSize(3);
  }

  @Test
  void anInterruptDoesNotEndTheLoopAndAStopDoes() throws InterruptedException {
    start("sweep.interval=100ms");
    next();
    thread.interrupt();
    next();
    next();
    assertThat(thread.isAlive()).isTrue();
    loop.stop();
    thread.join();
    assertThat(thread.isAlive()).isFalse();
  }
}
