package io.tidemark.agent.registry;

import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ObjIntConsumer;

/**
 * Takes the events of the woven maps, and gives tickets to those that are being constructed, on the
 * application's threads, possibly inside of class loading and under any lock: it takes none, calls
 * no method of the map, and grows no map of the JDK's. What it throws is caught and counted in the
 * woven code.
 */
public final class HookSink implements ObjIntConsumer<Object>, IntSupplier {

  private static final Hook[] HOOKS = Hook.values();

  private static final int PATIENCE_MILLIS = 2000;

  private final AtomicInteger inFlight = new AtomicInteger();
  private final Registry registry;
  private final HookProof proof;
  private volatile Thresholds thresholds;

  public HookSink(Registry registry, HookProof proof, Thresholds thresholds) {
    this.registry = registry;
    this.proof = proof;
    this.thresholds = thresholds;
  }

  /** What the maps are woven with from now on. Any thread. */
  public void thresholds(Thresholds next) {
    thresholds = next;
  }

  /**
   * Runs every path once, on maps and a registry of its own: what is loaded or linked later would
   * be so inside of the application's calls.
   */
  public void warmUp() {
    HookSink rehearsal = new HookSink(new Registry(), proof, new Thresholds(1, 0, 1));
    rehearsal.registry.sites().allow(1 + 3 * HOOKS.length);
    rehearsal.registry.sites().redeem(rehearsal.getAsInt());
    for (Hook hook : HOOKS) {
      rehearsal.accept(new HashMap<>(), hook.ordinal());
      rehearsal.accept(withTable(new HashMap<>()), hook.ordinal());
      rehearsal.accept(withTable(new ConcurrentHashMap<>()), hook.ordinal());
    }
    Object known = withTable(new HashMap<>());
    rehearsal.accept(known, Hook.HASH_MAP_RESIZE.ordinal());
    rehearsal.registry.adopt(
        0,
        1,
        new Consumer<>() {
          @Override
          public void accept(Tracked pushed) {}
        });
    rehearsal.accept(known, Hook.HASH_MAP_CLEAR.ordinal());
  }

  private static Object withTable(Map<Integer, Integer> map) {
    map.put(0, 0);
    return map;
  }

  @Override
  public void accept(Object map, int number) {
    inFlight.getAndIncrement();
    try {
      if (proof.isProbe(map)) {
        proof.fired(number);
      } else if (map instanceof HashMap || map instanceof ConcurrentHashMap) {
        seen(map, HOOKS[number]);
      }
    } finally {
      inFlight.getAndDecrement();
    }
  }

  /** A ticket for a map that is being constructed. */
  @Override
  public int getAsInt() {
    inFlight.getAndIncrement();
    try {
      return registry.sites().ticket();
    } finally {
      inFlight.getAndDecrement();
    }
  }

  /**
   * Waits until no call is in flight, or for a while: a call that ran out of stack stays counted.
   */
  public void awaitQuiet() {
    for (int i = 0; i < PATIENCE_MILLIS && inFlight.get() > 0; i++) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void seen(Object map, Hook hook) {
    boolean grown = hook.kind() == Hook.Kind.GROWN;
    int slots = grown ? Maps.slots(map) : 0;
    // Its first large table: hardly anybody has seen the map. Its identity hash and the look-up
    // would be most of what this call costs; a record too many is merged.
    boolean isNew = grown && slots / 2 < thresholds.trackMinSlots();
    int hash = isNew ? Tracked.NO_HASH : System.identityHashCode(map);
    tell(map, hash, isNew ? registry.findPushed(map) : registry.find(map, hash), hook, slots);
  }

  /**
   * Tells the record that was found, or a new one if it is null.
   *
   * @param slots of the map's table, for a hook that saw it grown
   */
  void tell(Object map, int hash, Tracked known, Hook hook, int slots) {
    boolean grown = hook.kind() == Hook.Kind.GROWN;
    Tracked tracked =
        known != null
            ? known
            : new Tracked(map, hash, Maps.jdkType(map), hook.kind() == Hook.Kind.DRAINED);
    tracked.seenAbove((int) Math.min(Maps.entries(map), Integer.MAX_VALUE));
    if (grown) {
      tracked.seenGrown(slots);
    }
    if (grown && !tracked.hasSite() && slots >= thresholds.siteMinSlots()) {
      Object constructed = registry.sites().redeem(Maps.ticket(map));
      tracked.offerSite(constructed != null ? constructed : registry.sites().stack());
    }
    if (known == null || known.isMerged()) {
      registry.push(tracked);
    }
  }
}
