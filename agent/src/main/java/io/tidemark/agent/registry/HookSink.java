package io.tidemark.agent.registry;

import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ObjIntConsumer;

/**
 * Takes the events of the woven maps, and gives tickets to those that are being constructed, on the
 * application's threads, possibly inside of class loading and under any lock: it takes none, calls
 * no method of the map, and grows no map of the JDK's. What it throws is caught and counted in the
 * woven code.
 *
 * <p>An application calls this seldom, behind a growth that has filled the processor's caches with
 * the map: what the call takes is where it reads memory that is no longer there. So it reads few
 * objects of its own, and does not search for what is not likely to be.
 */
public final class HookSink implements ObjIntConsumer<Object>, IntSupplier {

  private static final AtomicIntegerFieldUpdater<HookSink> IN_FLIGHT =
      AtomicIntegerFieldUpdater.newUpdater(HookSink.class, "inFlight");

  private static final int PATIENCE_MILLIS = 2000;

  private volatile int inFlight;
  private final Registry registry;
  private final HookProof proof;
  private volatile Thresholds thresholds;

  /**
   * Gets no event before it is handed to the hook classes.
   *
   * @param proof what the events of its maps are handed to
   * @param thresholds what the maps are to be woven with
   */
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
    Hook[] hooks = Hook.values();
    rehearsal.registry.sites().allow(2 + 4 * hooks.length);
    rehearsal.registry.sites().redeem(rehearsal.getAsInt());
    for (Hook hook : hooks) {
      rehearsal.accept(new HashMap<>(), hook.ordinal());
      rehearsal.accept(withTable(new HashMap<>()), hook.ordinal());
      rehearsal.accept(withTable(new LinkedHashMap<>()), hook.ordinal());
      rehearsal.accept(withTable(new ConcurrentHashMap<>()), hook.ordinal());
    }
    // one that was drained first, so that its growth is news to a record that is adopted
    Object known = withTable(new HashMap<>());
    rehearsal.accept(known, Hook.HASH_MAP_CLEAR.ordinal());
    rehearsal.registry.adopt(
        0,
        Integer.MAX_VALUE,
        new Consumer<>() {
          @Override
          public void accept(Tracked pushed) {}
        });
    rehearsal.accept(known, Hook.HASH_MAP_RESIZE.ordinal());
  }

  private static Object withTable(Map<Integer, Integer> map) {
    map.put(0, 0);
    return map;
  }

  @Override
  public void accept(Object map, int number) {
    IN_FLIGHT.getAndIncrement(this);
    try {
      if (proof.isProbe(map)) {
        proof.fired(number);
      } else if (map instanceof HashMap || map instanceof ConcurrentHashMap) {
        seen(map, Hook.isGrown(number));
      }
    } finally {
      IN_FLIGHT.getAndDecrement(this);
    }
  }

  /** A ticket for a map that is being constructed. */
  @Override
  public int getAsInt() {
    IN_FLIGHT.getAndIncrement(this);
    try {
      return registry.sites().ticket();
    } finally {
      IN_FLIGHT.getAndDecrement(this);
    }
  }

  /**
   * Waits until no call is in flight, or for a while: a call that ran out of stack stays counted.
   */
  public void awaitQuiet() {
    for (int i = 0; i < PATIENCE_MILLIS && inFlight > 0; i++) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void seen(Object map, boolean grown) {
    int slots = grown ? Maps.slots(map) : 0;
    boolean isFirst = grown && slots / 2 < thresholds.trackMinSlots();
    tell(map, isFirst ? findFirst(map) : registry.find(map), slots);
  }

  /**
   * The record of a map with its first large table, whose growth a ConcurrentHashMap tells of twice
   * and by each thread that helps; a HashMap hardly ever. A record too many is merged.
   */
  private Tracked findFirst(Object map) {
    return map instanceof HashMap ? null : registry.findPushed(map);
  }

  /**
   * Tells the record that was found, or a new one if it is null.
   *
   * @param slots of the map's new table; 0 where the map is drained
   */
  void tell(Object map, Tracked known, int slots) {
    int entries = (int) Math.min(Maps.entries(map), Integer.MAX_VALUE);
    Tracked tracked = known;
    if (known == null) {
      tracked = new Tracked(map, Maps.jdkType(map), entries, slots);
    } else {
      known.seenAbove(entries);
      known.seenGrown(slots);
    }
    if (slots != 0 && !tracked.hasSite() && slots >= thresholds.siteMinSlots()) {
      Object constructed = registry.sites().redeem(Maps.ticket(map));
      tracked.offerSite(constructed != null ? constructed : registry.sites().stack());
    }
    if (known == null || known.isMerged()) {
      registry.push(tracked);
    }
  }
}
