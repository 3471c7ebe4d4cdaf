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

  private final HookProof proof = new HookProof();
  private final Weaving weaving;
  private final ReentrantLock lock = new ReentrantLock();

  /** These five are guarded by the lock. */
  private Thresholds thresholds;

  private HookSink sink;

  private boolean woven;
  private int repairs;
  private int sweeps;

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
      if (!weave(config)) {
        handOnTo(null);
      }
      return woven;
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
  boolean weave(Config config) {
    Thresholds next = thresholds(config);
    lock.lock();
    try {
      repairs = 0;
      return woven && next.equals(thresholds) || weave(next);
    } finally {
      lock.unlock();
    }
  }

  private boolean weave(Thresholds with) {
    try {
      weaving.weave(with);
      woven = true;
      thresholds = with;
      prove(true);
    } catch (Throwable e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      NOTICES.accept("weaving failed, the application runs unwatched: " + reason);
      woven = false;
      hooks = noneActive();
    }
    return woven;
  }

  private void prove(boolean reflecting) throws Throwable {
    Map<String, Boolean> labels = new HashMap<>();
    for (Map.Entry<Hook, Boolean> hook : proof.run(thresholds, reflecting).entrySet()) {
      String label = hook.getKey().label();
      labels.put(label, hook.getValue());
      if (!hook.getValue() && !Boolean.FALSE.equals(hooks.get(label))) {
        NOTICES.accept("the hook " + label + " does not fire: maps may be missed");
      }
    }
    hooks = labels;
  }

  /**
   * Which hooks fire, by {@link Hook#label}; every few calls it proves that they still do. Called
   * once a sweep by its thread, which never waits here for a weaving that goes on.
   */
  Map<String, Boolean> hooks() {
    if (lock.tryLock()) {
      try {
        if (woven && ++sweeps % PROVE_EVERY_SWEEPS == 0) {
          proveAgain();
        }
      } finally {
        lock.unlock();
      }
    }
    return hooks;
  }

  private void proveAgain() {
    Map<String, Boolean> before = hooks;
    try {
      prove(false);
    } catch (Throwable e) {
      NOTICES.accept("the hooks could not be proven to fire: " + e);
      hooks = noneActive();
    }
    if (!hooks.equals(before) && hooks.containsValue(false) && repairs++ < MOST_REPAIRS) {
      if (weave(thresholds)) {
        NOTICES.accept("another agent had the maps' code changed: they are woven again");
      }
    }
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
      woven = false;
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
