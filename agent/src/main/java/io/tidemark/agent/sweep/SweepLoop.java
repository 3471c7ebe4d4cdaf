package io.tidemark.agent.sweep;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.registry.Registry;
import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.Moment;
import io.tidemark.exporter.census.TrackedMap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The background thread: it takes in what the hooks pushed a few times a second, and sweeps once an
 * interval. What fails in one round is counted, told once a row of failures, and the next one is
 * tried.
 */
public final class SweepLoop implements Runnable {

  /** How long a stack may pin its classes and a pushed map stay unadopted. */
  private static final long ADOPT_EVERY_NANOS = 200_000_000L;

  /** A search visits many objects: it is not for every sweep. */
  private static final long SEARCH_EVERY_NANOS = 60_000_000_000L;

  /** A loop that goes round so late stood still with the application, or as good as. */
  private static final long LEAST_STANDSTILL_NANOS = 5_000_000_000L;

  /** Two seconds: a sweep of very many maps may come in between. */
  private static final int MOST_LOOKS_FOR_AN_ADOPTION = 100;

  private static final int HOLDERS_A_SEARCH = 100;
  private static final int MOST_SECONDS_FOR_A_CENSUS = 30;
  private static final int MOST_SECONDS_WITH_GC = 300;

  private final Sweep sweep;
  private final Unheld unheld;
  private final StatusSource status;
  private final HolderFinder holders;
  private final Consumer<Census> publish;
  private final Consumer<String> notices;
  private volatile Config config;
  private volatile boolean stopped;
  private volatile long adoptions;
  private final AtomicReference<Request> asked = new AtomicReference<>();
  private long failedSweeps;
  private boolean failureTold;
  private boolean searchFailureTold;
  private long nextSearch = System.nanoTime();

  /**
   * Starts nothing: to be run by a thread of the agent's.
   *
   * @param config what the first round goes by
   * @param publish is given each census, on the loop's thread
   * @param notices is given what failed, as one line
   */
  public SweepLoop(
      Registry registry,
      TableBytes tableBytes,
      FullCollections collections,
      Config config,
      StatusSource status,
      HolderFinder holders,
      Consumer<Census> publish,
      Consumer<String> notices) {
    this.unheld = new Unheld(collections);
    this.sweep = new Sweep(registry, tableBytes, collections, unheld);
    this.config = config;
    this.status = status;
    this.holders = holders;
    this.publish = publish;
    this.notices = notices;
  }

  /** What the next round goes by. Any thread. */
  public void config(Config next) {
    config = next;
  }

  /**
   * Has the loop sweep at once, whatever the interval is, and look for the holders that are not
   * known, with a pause if need be. Any thread but the loop's own, one at a time.
   *
   * @param gc whether to have the JVM collect its garbage before that, while the loop holds no map
   * @return whether that census is published; false where it failed, and after half a minute, with
   *     the collection after five
   */
  public boolean sweepNow(boolean gc) {
    Request request = new Request(gc);
    asked.set(request);
    try {
      int most = gc ? MOST_SECONDS_WITH_GC : MOST_SECONDS_FOR_A_CENSUS;
      return request.done.await(most, TimeUnit.SECONDS) && request.published;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Takes in what was pushed, as each round of the loop does. The loop's own thread. */
  public void adopt() {
    adopt(config);
  }

  private void adopt(Config by) {
    sweep.adopt(Moment.now(), by);
    adoptions++;
  }

  /** Waits until the loop has taken in what was pushed, or for a while. Any other thread. */
  public void awaitAdoption() {
    long before = adoptions;
    for (int i = 0; i < MOST_LOOKS_FOR_AN_ADOPTION && adoptions - before < 2; i++) {
      LockSupport.parkNanos(ADOPT_EVERY_NANOS / 10);
    }
  }

  /** A sweep that somebody waits for. */
  private static final class Request {
    final boolean gc;
    final CountDownLatch done = new CountDownLatch(1);
    volatile boolean published;

    Request(boolean gc) {
      this.gc = gc;
    }
  }

  /** Ends the loop at its next round. Any thread. */
  public void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    long round = System.nanoTime();
    long last = round - config.sweepInterval().toNanos();
    while (!stopped) {
      Config now = config;
      long interval = now.sweepInterval().toNanos();
      Request request = null;
      try {
        LockSupport.parkNanos(this, Math.min(ADOPT_EVERY_NANOS, interval));
        long next = System.nanoTime();
        disregardStandstill(next - round, now.retainedHold());
        round = next;
        // whoever interrupts all threads that it finds would have this one spin
        Thread.interrupted();
        request = asked.getAndSet(null);
        if (request != null && request.gc) {
          System.gc();
        }
        adopt(now);
        if (request != null || System.nanoTime() - last >= interval) {
          last = System.nanoTime();
          publish.accept(census(now, request != null));
          failureTold = false;
          if (request != null) {
            request.published = true;
          }
        }
      } catch (Throwable e) {
        unheld.drop();
        failedSweeps++;
        // no census says so while the sweeps fail
        failureTold = failureTold || told("a sweep failed", e);
      }
      if (request != null) {
        request.done.countDown();
      }
    }
  }

  /**
   * Time in which the whole process stood still, such as in a paused container, is no part of a
   * hold window: nobody could have used a map.
   */
  private void disregardStandstill(long nanosSinceLastRound, Duration hold) {
    if (nanosSinceLastRound >= Math.max(LEAST_STANDSTILL_NANOS, hold.toNanos() / 4)) {
      sweep.watched(Watched.NONE);
    }
  }

  /** Whether that could be said: in a full heap it can't, and the next failure tries again. */
  private boolean told(String what, Throwable failure) {
    try {
      notices.accept(what + ", and the next one is tried: " + failure);
      return true;
    } catch (OutOfMemoryError stillFull) {
      return false;
    }
  }

  /** A search that fails costs the holders, and no census. */
  private void findHolders(Duration maxPause) {
    try {
      unheld.seek(HOLDERS_A_SEARCH, holders, maxPause);
    } catch (Throwable e) {
      searchFailureTold = searchFailureTold || told("a search for holders failed", e);
    }
  }

  private Census census(Config now, boolean asked) {
    sweep.watched(status.lookAfterHooks(now));
    Moment start = Moment.now();
    List<TrackedMap> maps = sweep.take(start, now, asked);
    if (!unheld.isEmpty() && (asked || start.nanos() - nextSearch >= 0)) {
      // before the search: one that fails is not to be tried in every sweep, and fail each
      nextSearch = System.nanoTime() + SEARCH_EVERY_NANOS;
      findHolders(asked ? now.discoveryMaxPause() : Duration.ZERO);
      start = Moment.now();
      maps = sweep.take(start, now, asked);
    }
    unheld.forget();
    Duration took = Duration.ofNanos(System.nanoTime() - start.nanos());
    return new Census(
        start, took, maps, status.status(sweep.growths(), sweep.sites(), failedSweeps));
  }
}
