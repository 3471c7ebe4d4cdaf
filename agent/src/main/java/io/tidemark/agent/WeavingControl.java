package io.tidemark.agent;

import static io.tidemark.agent.Notices.NOTICES;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.registry.HookSink;
import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import io.tidemark.agent.weave.Weaving;
import io.tidemark.agent.weave.WeavingException;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.TidemarkHooks5;
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

  /** Once a minute with the default interval: it makes some tables of the tracked size. */
  private static final int PROVE_EVERY_SWEEPS = 6;

  /** An agent that takes the hooks away each time would have the maps compiled anew each time. */
  private static final int MOST_REPAIRS = 3;

  private static final Map<String, Boolean> NONE_ACTIVE = noneActive();

  private final HookProof proof = new HookProof();
  private final Weaving weaving;
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by the lock, down to the hooks

  /** What is to be woven; null while nothing is. */
  private Thresholds wanted;

  /** What was woven last. */
  private Thresholds thresholds;

  private HookSink sink;

  private int repairs;
  private int sweeps;

  /** Whether each hook was tried since the weaving, also those that only reflection calls. */
  private boolean triedAll;

  private boolean proofFailureTold;

  /** Whether excursions above the limit may have gone unseen since this was last asked. */
  private boolean unwatched;

  private volatile Map<String, Boolean> hooks = Map.of();

  WeavingControl(Instrumentation instrumentation) {
    this.weaving = new Weaving(instrumentation);
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
    try {
      this.sink = sink;
      handOnTo(sink);
      wanted = thresholds(config);
      if (!weave()) {
        wanted = null;
        handOnTo(null);
      }
      return weaving.isWoven();
    } finally {
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
      repairs = 0;
      wanted = thresholds(config);
      if (!isAsWanted()) {
        weave();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isAsWanted() {
    return weaving.isWoven() && wanted.equals(thresholds);
  }

  private boolean weave() {
    // what came above a lower limit was not told of while it was higher
    unwatched |= thresholds != null && wanted.maxFill() < thresholds.maxFill();
    try {
      weaving.weave(wanted);
    } catch (Throwable e) {
      // to say so takes memory, and is last
      if (!weaving.isWoven()) {
        hooks = NONE_ACTIVE;
      }
      NOTICES.accept(
          (weaving.isWoven()
                  ? "weaving anew failed, the maps are watched as before: "
                  : "weaving failed, the application runs unwatched: ")
              + (e.getCause() == null ? e : e.getCause()));
      return false;
    }
    thresholds = wanted;
    triedAll = false;
    prove();
    return true;
  }

  private void prove() {
    Map<Hook, Boolean> fired;
    try {
      fired = proof.run(thresholds, !triedAll);
    } catch (Throwable e) {
      // mostly a full heap: nothing is known of the hooks, so nothing else is said of them
      if (!triedAll) {
        hooks = NONE_ACTIVE;
      }
      if (!proofFailureTold) {
        NOTICES.accept("the hooks could not be proven to fire, which is tried again: " + e);
        proofFailureTold = true;
      }
      return;
    }
    triedAll = true;
    proofFailureTold = false;
    Map<String, Boolean> labels = new HashMap<>();
    for (Map.Entry<Hook, Boolean> hook : fired.entrySet()) {
      String label = hook.getKey().label();
      labels.put(label, hook.getValue());
      if (!hook.getValue() && !Boolean.FALSE.equals(hooks.get(label))) {
        NOTICES.accept("the hook " + label + " does not fire: maps may be missed");
      }
    }
    hooks = labels;
  }

  /** Which hooks fire, by {@link Hook#label}. Any thread. */
  Map<String, Boolean> hooks() {
    return hooks;
  }

  /**
   * Proves every few calls that the hooks still fire, and weaves what is not woven as it should be.
   * Called once a sweep by its thread, which never waits here for a weaving that goes on.
   *
   * @return whether every map that came above its limit since the last call was told of
   */
  boolean lookAfterHooks() {
    if (!lock.tryLock()) {
      return true;
    }
    try {
      if (wanted != null && ++sweeps % PROVE_EVERY_SWEEPS == 0) {
        lookAgain();
      }
      boolean watched = !unwatched && drainsAreTold();
      unwatched = false;
      return watched;
    } finally {
      lock.unlock();
    }
  }

  private void lookAgain() {
    Map<String, Boolean> before = hooks;
    boolean asWanted = isAsWanted();
    if (asWanted) {
      prove();
      if (hooks.equals(before) || !hooks.containsValue(false)) {
        return;
      }
      unwatched = true;
    }
    if (repairs++ < MOST_REPAIRS && weave()) {
      NOTICES.accept(
          asWanted
              ? "another agent had the maps' code changed: they are woven again"
              : "the maps are woven now");
    }
  }

  private boolean drainsAreTold() {
    for (Hook hook : Hook.values()) {
      if (hook.isDrained() && Boolean.FALSE.equals(hooks.get(hook.label()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Has the hooks hand on to nobody, and gives the maps their code back. Any thread.
   *
   * @throws WeavingException when the JVM refused; the hooks hand on as before then
   */
  void stop() throws WeavingException {
    lock.lock();
    try {
      handOnTo(null);
      weaving.unweave();
      wanted = null;
    } catch (WeavingException e) {
      handOnTo(sink);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private static Map<String, Boolean> noneActive() {
    Map<String, Boolean> labels = new HashMap<>();
    for (Hook hook : Hook.values()) {
      labels.put(hook.label(), false);
    }
    return labels;
  }
}
