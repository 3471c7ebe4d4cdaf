package io.tidemark.agent.registry;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.TidemarkHooks5;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * What woven code calls. There is one sink in a JVM, and all states of a test share it: theirs
 * tells a state's map, and the map keeps what it was told.
 */
public class HookStress {

  private static final ObjIntConsumer<Object> SINK = (map, hook) -> ((Told) map).calls++;

  private HookStress() {}

  /** A map that knows how often a hook told of it. */
  static final class Told extends ConcurrentHashMap<Integer, Integer> {
    private static final long serialVersionUID = 1L;
    volatile int calls;

    Told(int capacity) {
      super(capacity);
    }
  }

  /** A hook fires while the agent leaves, and another one comes. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "Nobody listened.")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The one that left was told, or the other.")
  @Outcome(expect = FORBIDDEN, desc = "At most one is told; an exception fails the test too.")
  public static class HookAgainstDetach {
    private final Told map = new Told(0);

    @Actor
    public void hook() {
      TidemarkHooks5.fire(map, 0);
    }

    @Actor
    public void agent() {
      TidemarkHooks5.sink = null;
      TidemarkHooks5.sink = SINK;
    }

    @Arbiter
    public void look(I_Result r) {
      r.r1 = map.calls;
    }
  }

  /** Two threads remove the last two entries above a ConcurrentHashMap's limit. */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "One of the removals at least told of it.")
  @Outcome(expect = FORBIDDEN, desc = "The excursion is never missed.")
  public static class TwoRemovalsAboveTheLimit {
    private static final int SLOTS = 64;

    /** A quarter of the 48 entries at which that many slots grow, and two more. */
    private static final int ENTRIES = 14;

    private final Told map = new Told(SLOTS / 2);

    public TwoRemovalsAboveTheLimit() {
      TidemarkHooks5.sink = SINK;
      for (int i = 0; i < ENTRIES; i++) {
        map.put(i, i);
      }
    }

    private void remove(int key) {
      java.util.concurrent.TidemarkHooks5.removing(map, -1, null, map.mappingCount(), 2, 0.25, 0);
      map.remove(key);
    }

    @Actor
    public void one() {
      remove(0);
    }

    @Actor
    public void other() {
      remove(1);
    }

    @Arbiter
    public void look(Z_Result r) {
      r.r1 = map.calls > 0;
    }
  }
}
