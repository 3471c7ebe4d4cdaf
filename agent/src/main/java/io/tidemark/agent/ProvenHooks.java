package io.tidemark.agent;

import static io.tidemark.agent.Notices.NOTICES;

import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import java.util.HashMap;
import java.util.Map;

/**
 * Which hooks were last proven to fire. Used by one thread at a time but where a method says so.
 */
final class ProvenHooks {

  private static final Map<String, Boolean> NONE = none();

  private final HookProof proof;

  /** Whether each hook was tried since the weaving, also those that only reflection calls. */
  private boolean triedAll;

  private boolean failureTold;
  private volatile Map<String, Boolean> active = Map.of();

  ProvenHooks(HookProof proof) {
    this.proof = proof;
  }

  private static Map<String, Boolean> none() {
    Map<String, Boolean> labels = new HashMap<>();
    for (Hook hook : Hook.values()) {
      labels.put(hook.label(), false);
    }
    return labels;
  }

  /** Whether each fires, by {@link Hook#label}; empty before a weaving. Any thread. */
  Map<String, Boolean> active() {
    return active;
  }

  /** The maps have no hooks. */
  void taken() {
    active = NONE;
  }

  /** The maps were woven, and nothing is known of these hooks yet. */
  void woven(Thresholds with) {
    triedAll = false;
    prove(with);
  }

  /**
   * Proves which hooks fire, and says of those that do no more. A proof that fails, mostly for a
   * full heap, tells nothing: what was known before stays so.
   *
   * @return whether the hooks that fire are fewer, or others, than before
   */
  boolean prove(Thresholds with) {
    Map<String, Boolean> before = active;
    try {
      active = run(with);
      failureTold = false;
    } catch (Throwable e) {
      if (!triedAll) {
        active = NONE;
      }
      // to say so takes memory, and is last
      if (!failureTold) {
        NOTICES.accept("the hooks could not be proven to fire, which is tried again: " + e);
        failureTold = true;
      }
      return false;
    }
    return !all() && !active.equals(before);
  }

  private Map<String, Boolean> run(Thresholds with) throws ReflectiveOperationException {
    Map<String, Boolean> labels = new HashMap<>();
    for (Map.Entry<Hook, Boolean> hook : proof.run(with, !triedAll).entrySet()) {
      String label = hook.getKey().label();
      labels.put(label, hook.getValue());
      if (!hook.getValue() && !Boolean.FALSE.equals(active.get(label))) {
        NOTICES.accept("the hook " + label + " does not fire: maps may be missed");
      }
    }
    triedAll = true;
    return labels;
  }

  /** Whether all hooks fire. */
  boolean all() {
    return !active.isEmpty() && !active.containsValue(false);
  }

  /** Whether all hooks fire that tell of such maps being drained. */
  boolean tellOfDrained(Class<?> maps) {
    for (Hook hook : Hook.values()) {
      if (hook.tellsOfDrained(maps) && !Boolean.TRUE.equals(active.get(hook.label()))) {
        return false;
      }
    }
    return true;
  }
}
