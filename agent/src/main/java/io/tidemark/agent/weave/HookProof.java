package io.tidemark.agent.weave;

import java.io.ObjectInputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TidemarkHooks5;
import jdk.internal.misc.Unsafe;

/**
 * Proves at run time that each hook fires, by growing and draining private maps of each kind.
 *
 * <p>No map is constructed large for it: a constructor whose branch to its hook was ever taken is
 * compiled with the call in it wherever the application constructs maps. The constructors' hooks
 * are held to be there where all others of their class fire, as one class file carries them.
 *
 * <p>Nor is any map of a class of its own, which would tell its events from others': the compilers
 * know two classes at most for each call inside of a map, {@code newNode} for one, and the proof's
 * would come first. Every put of the application would make a virtual call from then on, a third of
 * its time. The sink asks {@link #isProbe}, hands these events to {@link #fired} and never tracks
 * such a map.
 */
public class HookProof {

  private final boolean[] fired = new boolean[Hook.values().length];

  /** The map that is worked on; only events of the thread that does so can be of this map. */
  private Object probe;

  /** Whether the proof works on that map right now. Any thread. */
  public boolean isProbe(Object map) {
    return map == probe;
  }

  /** Takes an event of a probe; called within {@link #run}, by its thread. */
  public void fired(int hook) {
    fired[hook] = true;
  }

  /**
   * Grows and drains maps just large enough for these thresholds. Their entries are mostly counted
   * and not put: puts take longer, and have the compilers take the proof's maps for usual ones.
   *
   * @param reflecting whether to try the hooks in {@code readObject} too: they are called by
   *     reflection, for which JDK 17 generates a class at the 16th time, and the application's
   *     stack traces would show it. Otherwise they are held to fire as they did, while all others
   *     of their class do
   * @return for each hook whether it fired; for a constructor's, whether the others of its class
   *     did
   * @throws ReflectiveOperationException when a JDK's readObject can't be reached, or it threw
   * @throws OutOfMemoryError when there is no room for the maps: nothing is known of the hooks then
   */
  public Map<Hook, Boolean> run(Thresholds thresholds, boolean reflecting)
      throws ReflectiveOperationException {
    boolean[] before = fired.clone();
    boolean ended = false;
    Arrays.fill(fired, false);
    int slots = Math.max(16, Thresholds.powerOfTwo(thresholds.trackMinSlots()));
    int above = TidemarkHooks5.limit(slots, thresholds.maxFill()) + 1;

    try {
      hashMaps(slots, above);
      concurrentHashMaps(slots, above);
      if (reflecting) {
        readObject(HashMap.class, new HashMap<>(), slots / 2);
        readObject(ConcurrentHashMap.class, new ConcurrentHashMap<>(), slots / 2);
      }
      ended = true;
    } finally {
      probe = null;
      if (!ended) {
        System.arraycopy(before, 0, fired, 0, fired.length);
      }
    }
    for (Hook hook : Hook.values()) {
      if (!reflecting && hook.isReflected()) {
        fired[hook.ordinal()] = before[hook.ordinal()] && othersFired(hook.type);
      }
    }
    return proven();
  }

  private void hashMaps(int slots, int above) {
    Map<String, String> map = counted(probed(presized(new HashMap<>(), slots)), above);
    map.remove(ProbeStream.KEY);
    map.put(ProbeStream.KEY, ProbeStream.KEY);
    map.clear();
    drop(map);
  }

  private void concurrentHashMaps(int slots, int above) {
    Map<String, String> map = counted(probed(presized(new ConcurrentHashMap<>(), slots)), above);
    map.remove(ProbeStream.KEY);
    drop(map);
    // tryPresize calls transfer once; JDK 25's putAll asks it only where there is a table already
    Map<String, String> added = counted(probed(new HashMap<>()), slots / 4);
    Map<String, String> grown = probed(presized(new ConcurrentHashMap<>(), slots / 2));
    Object before = Unsafe.getUnsafe().getReference(grown, table(grown));
    grown.putAll(added);
    if (Unsafe.getUnsafe().getReference(grown, table(grown)) == before) {
      // transfer catches what the allocation of its table throws, and grows no more
      throw new OutOfMemoryError("the table of a proof did not grow");
    }
    drop(grown);
    clear(before);
  }

  private Map<Hook, Boolean> proven() {
    Map<Hook, Boolean> proven = new EnumMap<>(Hook.class);
    for (Hook hook : Hook.values()) {
      proven.put(
          hook,
          hook.kind == Hook.Kind.CONSTRUCTED
              ? hook.isDeclared() && othersFired(hook.type)
              : fired[hook.ordinal()]);
    }
    return proven;
  }

  /** Whether those hooks of a class fired that each proof tries. */
  private boolean othersFired(Class<?> type) {
    for (Hook hook : Hook.values()) {
      if (hook.type == type
          && hook.kind != Hook.Kind.CONSTRUCTED
          && !hook.isReflected()
          && !fired[hook.ordinal()]) {
        return false;
      }
    }
    return true;
  }

  /** Does what the constructor that takes a capacity leaves behind: the first table's length. */
  private static Map<String, String> presized(HashMap<String, String> map, int slots) {
    Unsafe unsafe = Unsafe.getUnsafe();
    unsafe.putInt(map, unsafe.objectFieldOffset(HashMap.class, "threshold"), slots);
    return map;
  }

  private static Map<String, String> presized(ConcurrentHashMap<String, String> map, int slots) {
    Unsafe unsafe = Unsafe.getUnsafe();
    unsafe.putInt(map, unsafe.objectFieldOffset(ConcurrentHashMap.class, "sizeCtl"), slots);
    return map;
  }

  /** Has a map say that it holds so many entries, as that many puts would. */
  private static Map<String, String> counted(Map<String, String> map, int entries) {
    Unsafe unsafe = Unsafe.getUnsafe();
    if (map instanceof HashMap) {
      unsafe.putInt(map, unsafe.objectFieldOffset(HashMap.class, "size"), entries);
    } else {
      unsafe.putLong(map, unsafe.objectFieldOffset(ConcurrentHashMap.class, "baseCount"), entries);
    }
    return map;
  }

  /** Makes it the map that is worked on, and puts one entry. */
  private Map<String, String> probed(Map<String, String> map) {
    probe = map;
    map.put(ProbeStream.KEY, ProbeStream.KEY);
    return map;
  }

  /** Not by a method handle: on JDK 17 a first call by reflection makes no classes. */
  private void readObject(Class<?> type, Map<String, String> map, int entries)
      throws ReflectiveOperationException {
    Method readObject = type.getDeclaredMethod("readObject", ObjectInputStream.class);
    readObject.setAccessible(true);
    probe = map;
    readObject.invoke(map, ProbeStream.of(entries));
    drop(map);
  }

  /**
   * Takes what a transfer left in each slot out of the table from before: G1 keeps a large one
   * until it marks, and each young collection would follow what is in it.
   */
  private static void clear(Object table) {
    Arrays.fill((Object[]) table, null);
  }

  /** Takes the table away: a walk of the heap finds large maps that are garbage, too. */
  private static void drop(Map<String, String> map) {
    Unsafe.getUnsafe().putReference(map, table(map), null);
  }

  /** Where a map has its table. */
  private static long table(Map<String, String> map) {
    return Unsafe.getUnsafe().objectFieldOffset(map.getClass(), "table");
  }
}
