package io.tidemark.agent;

import static io.tidemark.agent.Notices.NOTICES;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.registry.HookSink;
import io.tidemark.agent.sweep.Watched;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import io.tidemark.agent.weave.Weaving;
import io.tidemark.agent.weave.WeavingException;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.TidemarkHooks5;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Weaves as it is configured, and proves now and then that every hook still fires.
 *
 * <p>Another agent that has the JVM transform a map's class anew takes the hooks away: no
 * transformer of Tidemark's stays to put them back, since the JVM would hand it every class that
 * the application loads, and a copy of its bytes. The proof sees the loss, and the maps are woven
 * again.
 */
final class WeavingControl {

  private final HookProof proof;
  private final ProvenHooks hooks;
  private final Weaving weaving;
  private final ReentrantLock lock = new ReentrantLock();

  // all below is guarded by the lock

  /** What is to be woven; null while nothing is. */
  private Thresholds wanted;

  /** What was woven; null where nothing is. */
  private Thresholds inForce;

  /** Whether some of the hooks that were woven are gone. */
  private boolean lost;

  private HookSink sink;
  private final ProofSchedule schedule = new ProofSchedule();

  /** Whether the last weaving had the JVM transform the maps. */
  private boolean touched;

  /** Whether maps may have grown while hooks that are there again were gone. */
  private boolean missed;

  private boolean failureTold;

  /** Since {@link #lookAfterHooks} was last called. */
  private Watched watched = Watched.ALL;

  WeavingControl(Instrumentation instrumentation) {
    this(new Weaving(instrumentation), new HookProof());
  }

  WeavingControl(Weaving weaving, HookProof proof) {
    this.weaving = weaving;
    this.proof = proof;
    this.hooks = new ProvenHooks(proof);
  }

  /** What the sink hands the events of a proof's maps to. */
  HookProof proof() {
    return proof;
  }

  /**
   * Has the hooks hand on to a sink, and weaves.
   *
   * @return whether the maps are woven; what went wrong is said in one line
   */
  boolean start(HookSink sink, Config config) {
    lock.lock();
    boolean started = false;
    try {
      this.sink = sink;
      handOnTo(sink);
      wanted = thresholds(config);
      started = weave();
      // no map is known of before
      watched = Watched.ALL;
      return started;
    } finally {
      // also where it can't even be said what failed: nobody would adopt what hooks push
      if (!started) {
        wanted = null;
        handOnTo(null);
      }
      lock.unlock();
    }
  }

  private static void handOnTo(HookSink sink) {
    TidemarkHooks5.sink = sink;
    TidemarkHooks5.tickets = sink;
  }

  /** What a configuration wants woven. */
  static Thresholds thresholds(Config config) {
    int track = config.trackMinSlots();
    return new Thresholds(track, Math.max(config.siteMinSlots(), track), config.retainedMaxFill());
  }

  /** Weaves anew where a threshold is another one now. Any thread. */
  void weave(Config config) {
    lock.lock();
    try {
      schedule.beginAnew();
      wanted = thresholds(config);
      if (!isAsWanted()) {
        weave();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isAsWanted() {
    return wanted.equals(inForce) && !lost;
  }

  private boolean weave() {
    watched = watched.and(watchedBy(wanted));
    try {
      weaving.weave(wanted);
    } catch (Throwable e) {
      touched = e instanceof WeavingException failed && failed.touched();
      if (!weaving.isWoven()) {
        inForce = null;
        hooks.taken();
      }
      // to say so takes memory, and is last
      tellFailure(e.getCause() == null ? e : e.getCause());
      return false;
    }
    touched = true;
    failureTold = false;
    inForce = wanted;
    lost = false;
    hooks.woven(inForce);
    return true;
  }

  private void tellFailure(Throwable reason) {
    if (!failureTold) {
      String what = "weaving anew failed, the maps are watched as before: ";
      if (inForce == null) {
        what = "weaving failed, the application runs unwatched: ";
      } else if (lost) {
        what = "weaving again what was lost failed, and is tried again: ";
      }
      NOTICES.accept(what + reason);
      failureTold = true;
    }
  }

  /** Which hooks fire: see {@link ProvenHooks#active}. Any thread. */
  Map<String, Boolean> hooks() {
    return hooks.active();
  }

  /**
   * Proves every few calls that the hooks still fire, and weaves what is not woven as it should be.
   * Called before each sweep by its thread, which never waits here for a weaving that goes on.
   *
   * @param config what the sweep goes by
   * @param now by the agent's monotonic clock
   * @return which maps were watched all the time since the last call
   */
  Watched lookAfterHooks(Config config, long now) {
    if (!lock.tryLock()) {
      // what is not watched meanwhile is told by the next call
      return Watched.ALL;
    }
    try {
      Thresholds judged = thresholds(config);
      watched = watched.and(watchedBy(judged));
      if (wanted != null && schedule.isDue(now)) {
        lookAgain(now);
      }
      Watched until = watched.and(watchedBy(judged));
      watched = Watched.ALL;
      return until;
    } finally {
      lock.unlock();
    }
  }

  private void lookAgain(long now) {
    if (wanted.equals(inForce)) {
      lost = (hooks.prove(inForce) || lost) && !hooks.all();
      if (!lost) {
        return;
      }
    }
    String done =
        lost
            ? "another agent had the maps' code changed: they are woven again"
            : "the maps are woven now";
    if (!schedule.allowsRepair(now)) {
      return;
    }
    boolean repaired = weave();
    // what fails before the maps are touched is tried as long as need be
    if (touched) {
      schedule.transformed(now);
    }
    if (repaired) {
      missed = true;
      NOTICES.accept(done);
    }
  }

  /** Whether maps may have grown unseen since this was last asked, or since the start. */
  boolean takeMissed() {
    lock.lock();
    try {
      boolean was = missed;
      missed = false;
      return was;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Which maps the hooks watch for what is judged by such thresholds. One that fires at another
   * limit tells nothing of this one; one that does not fire tells nothing at all.
   */
  private Watched watchedBy(Thresholds judged) {
    if (inForce == null || inForce.maxFill() != judged.maxFill()) {
      return Watched.NONE;
    }
    int from = inForce.trackMinSlots();
    return new Watched(
        hooks.tellOfDrained(HashMap.class) ? from : Integer.MAX_VALUE,
        hooks.tellOfDrained(ConcurrentHashMap.class) ? from : Integer.MAX_VALUE);
  }

  /**
   * Has the hooks hand on to nobody, and gives the maps their code back, unless that is done
   * already. Any thread.
   *
   * @throws WeavingException when the JVM refused; the hooks hand on as before then
   */
  void stop() throws WeavingException {
    lock.lock();
    try {
      if (wanted == null) {
        return;
      }
      handOnTo(null);
      weaving.unweave();
      wanted = null;
      inForce = null;
      hooks.taken();
    } catch (WeavingException e) {
      handOnTo(sink);
      throw e;
    } finally {
      lock.unlock();
    }
  }
}
