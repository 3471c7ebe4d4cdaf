package io.tidemark.agent.weave;

import java.io.ObjectInputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Proves at run time that each hook fires, by growing and draining private maps of each kind.
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
   * @return for each hook whether it fired
   * @throws ReflectiveOperationException when a JDK's readObject can't be reached, or it threw
   */
  public Map<Hook, Boolean> run(Thresholds thresholds) throws ReflectiveOperationException {
    Arrays.fill(fired, false);
    int slots = Math.max(16, Integer.highestOneBit(thresholds.trackMinSlots() - 1) << 1);
    int above = (int) (thresholds.maxFill() * (slots - slots / 4)) + 1;
    // a ConcurrentHashMap of capacity n has 2n slots
    new ProbeHashMap(thresholds.siteMinSlots());
    new ProbeConcurrentHashMap(thresholds.siteMinSlots());

    Map<Integer, Integer> map = fill(new ProbeHashMap(slots), above);
    map.remove(0);
    map.put(0, 0);
    map.clear();
    fill(new ProbeLinkedHashMap(slots), above).remove(0);

    fill(new ProbeConcurrentHashMap(slots / 2), above).remove(0);
    fill(new ProbeConcurrentHashMap(slots / 4), slots / 2);
    // since JDK 25 putAll asks tryPresize only where there is a table already
    fill(new ProbeConcurrentHashMap(1), 1).putAll(fill(new ProbeHashMap(1), slots / 2));

    readObject(HashMap.class, new ProbeHashMap(16), slots / 2);
    readObject(ConcurrentHashMap.class, new ProbeConcurrentHashMap(16), slots / 2);

    Map<Hook, Boolean> proven = new EnumMap<>(Hook.class);
    for (Hook hook : Hook.values()) {
      proven.put(hook, fired[hook.ordinal()]);
    }
    return proven;
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

    ProbeHashMap(int capacity) {
      super(capacity);
    }
  }

  private static final class ProbeLinkedHashMap extends LinkedHashMap<Integer, Integer>
      implements Probe {
    private static final long serialVersionUID = 1L;

    ProbeLinkedHashMap(int capacity) {
      super(capacity);
    }
  }

  private static final class ProbeConcurrentHashMap extends ConcurrentHashMap<Integer, Integer>
      implements Probe {
    private static final long serialVersionUID = 1L;

    ProbeConcurrentHashMap(int capacity) {
      super(capacity);
    }
  }
}
