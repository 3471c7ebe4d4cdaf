package io.tidemark.agent.weave;

import java.io.ObjectInputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.internal.misc.Unsafe;

/**
 * Proves at run time that each hook fires, by growing and draining private maps of each kind.
 *
 * <p>No map is constructed large for it. A constructor whose branch to its hook was ever taken is
 * compiled with the call in it, and the call lets the map escape: the short-lived maps of the
 * application that the compilers remove would be allocated from then on. The constructors' hooks
 * are held to be there where all others of their class fire, as one class file carries them.
 *
 * <p>The sink tells its maps from others by {@link Probe}, hands their events to {@link #fired} and
 * never tracks them.
 */
public final class HookProof {

  /** Marks the maps that exist for the proof only. */
  public interface Probe {}

  /** Whether maps of that class are a proof's, of this agent or of one that has left. */
  public static boolean isProbe(Class<?> type) {
    return type.getName().startsWith(HookProof.class.getName());
  }

  private final boolean[] fired = new boolean[Hook.values().length];

  /** Takes an event of a probe; called within {@link #run}, by its thread. */
  public void fired(int hook) {
    fired[hook] = true;
  }

  /**
   * Grows and drains maps just large enough for these thresholds. Takes a few milliseconds with the
   * defaults.
   *
   * @param reflecting whether to try the hooks in {@code readObject} too: they are called by
   *     reflection, for which JDK 17 generates a class at the 16th time, and the application's
   *     stack traces would show it. Otherwise they are held to fire as they did, while all others
   *     of their class do
   * @return for each hook whether it fired; for a constructor's, whether the others of its class
   *     did
   * @throws ReflectiveOperationException when a JDK's readObject can't be reached, or it threw
   */
  public Map<Hook, Boolean> run(Thresholds thresholds, boolean reflecting)
      throws ReflectiveOperationException {
    boolean[] before = fired.clone();
    Arrays.fill(fired, false);
    int slots = Math.max(16, Integer.highestOneBit(thresholds.trackMinSlots() - 1) << 1);
    int above = (int) (thresholds.maxFill() * (slots - slots / 4)) + 1;

    Map<Integer, Integer> map = fill(presized(new ProbeHashMap(), slots), above);
    map.remove(0);
    map.put(0, 0);
    map.clear();
    fill(presized(new ProbeLinkedHashMap(), slots), above).remove(0);

    fill(presized(new ProbeConcurrentHashMap(), slots), above).remove(0);
    fill(presized(new ProbeConcurrentHashMap(), slots / 2), slots / 2);
    // since JDK 25 putAll asks tryPresize only where there is a table already
    fill(new ProbeConcurrentHashMap(), 1).putAll(fill(new ProbeHashMap(), slots / 2));

    if (reflecting) {
      readObject(HashMap.class, new ProbeHashMap(), slots / 2);
      readObject(ConcurrentHashMap.class, new ProbeConcurrentHashMap(), slots / 2);
    }
    for (Hook hook : Hook.values()) {
      if (!reflecting && hook.isReflected()) {
        fired[hook.ordinal()] = before[hook.ordinal()] && othersFired(hook.type);
      }
    }
    return proven();
  }

  private Map<Hook, Boolean> proven() {
    Map<Hook, Boolean> proven = new EnumMap<>(Hook.class);
    for (Hook hook : Hook.values()) {
      proven.put(
          hook,
          hook.kind() == Hook.Kind.CONSTRUCTED
              ? hook.isDeclared() && othersFired(hook.type)
              : fired[hook.ordinal()]);
    }
    return proven;
  }

  /** Whether those hooks of a class fired that each proof tries. */
  private boolean othersFired(Class<?> type) {
    for (Hook hook : Hook.values()) {
      if (hook.type == type
          && hook.kind() != Hook.Kind.CONSTRUCTED
          && !hook.isReflected()
          && !fired[hook.ordinal()]) {
        return false;
      }
    }
    return true;
  }

  /** Does what the constructor that takes a capacity leaves behind: the first table's length. */
  private static Map<Integer, Integer> presized(HashMap<Integer, Integer> map, int slots) {
    Unsafe unsafe = Unsafe.getUnsafe();
    unsafe.putInt(map, unsafe.objectFieldOffset(HashMap.class, "threshold"), slots);
    return map;
  }

  private static Map<Integer, Integer> presized(
      ConcurrentHashMap<Integer, Integer> map, int slots) {
    Unsafe unsafe = Unsafe.getUnsafe();
    unsafe.putInt(map, unsafe.objectFieldOffset(ConcurrentHashMap.class, "sizeCtl"), slots);
    return map;
  }

  private static Map<Integer, Integer> fill(Map<Integer, Integer> map, int entries) {
    for (int i = 0; i < entries; i++) {
      map.put(i, i);
    }
    return map;
  }

  /** Not by a method handle: on JDK 17 a first call by reflection makes no classes. */
  private static void readObject(Class<?> type, Map<?, ?> map, int entries)
      throws ReflectiveOperationException {
    Method readObject = type.getDeclaredMethod("readObject", ObjectInputStream.class);
    readObject.setAccessible(true);
    readObject.invoke(map, ProbeStream.of(entries));
  }

  private static final class ProbeHashMap extends HashMap<Integer, Integer> implements Probe {
    private static final long serialVersionUID = 1L;
  }

  private static final class ProbeLinkedHashMap extends LinkedHashMap<Integer, Integer>
      implements Probe {
    private static final long serialVersionUID = 1L;
  }

  private static final class ProbeConcurrentHashMap extends ConcurrentHashMap<Integer, Integer>
      implements Probe {
    private static final long serialVersionUID = 1L;
  }
}
