package io.tidemark.agent.registry;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Hooks that tell of maps, against each other and against the sweep thread. */
public class RegistrationStress {

  private static final int CAP = 100;

  private RegistrationStress() {}

  static void grown(HookSink sink, Object map) {
    sink.accept(map, Hook.CONCURRENT_HASH_MAP_TRANSFER.ordinal());
  }

  static void drained(HookSink sink, Object map) {
    sink.accept(map, Hook.CONCURRENT_HASH_MAP_ADD_COUNT.ordinal());
  }

  /** One that looks every map up. */
  static HookSink sink(Registry registry) {
    return new HookSink(registry, new HookProof(), new Thresholds(0, Integer.MAX_VALUE, 0.25));
  }

  /** One that takes every table for the map's first large one, and leaves the look-up out. */
  private static HookSink firsts(Registry registry) {
    return new HookSink(registry, new HookProof(), new Thresholds(1, Integer.MAX_VALUE, 0.25));
  }

  static Tracked record(Object map) {
    return new Tracked(map, "ConcurrentHashMap", false);
  }

  static int adopt(Registry registry, int cap) {
    int[] adopted = {0};
    registry.adopt(0, cap, tracked -> adopted[0]++);
    return adopted[0];
  }

  /** How many of the records that are held were told of an excursion above the limit. */
  static int above(Registry registry) {
    int[] above = {0};
    registry.sweep(
        (tracked, map, slots) -> {
          above[0] += tracked.takeAbove() ? 1 : 0;
          return true;
        });
    return above[0];
  }

  /** Two threads grow one map; to one of them the table is the first large one. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "One record, nothing refused.")
  @Outcome(expect = FORBIDDEN, desc = "A map is tracked once, and never lost.")
  public static class TwoHooksOfOneMap {
    private final Object map = new ConcurrentHashMap<>();
    private final Registry registry = new Registry();
    private final HookSink sink = sink(registry);
    private final HookSink firsts = firsts(registry);

    @Actor
    public void one() {
      grown(firsts, map);
    }

    @Actor
    public void other() {
      grown(sink, map);
    }

    @Arbiter
    public void count(II_Result r) {
      adopt(registry, CAP);
      r.r1 = registry.size();
      r.r2 = (int) registry.refusedByInbox();
    }
  }

  /** Two threads grow a map each. */
  @JCStressTest
  @State
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Both pushed, both tracked.")
  @Outcome(expect = FORBIDDEN, desc = "No push may take another one's place.")
  public static class HooksOfTwoMaps {
    private final Object map = new ConcurrentHashMap<>();
    private final Object second = new HashMap<>();
    private final Registry registry = new Registry();
    private final HookSink sink = sink(registry);

    @Actor
    public void one() {
      grown(sink, map);
    }

    @Actor
    public void other() {
      grown(sink, second);
    }

    @Arbiter
    public void count(II_Result r) {
      r.r1 = adopt(registry, CAP);
      r.r2 = registry.size();
    }
  }

  /** A map drains while the sweep thread takes in the record that its growth pushed. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One record, which was told.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "An excursion is never lost.")
  @Outcome(expect = FORBIDDEN, desc = "A map is tracked once, and never lost.")
  public static class HookAgainstAdoption {
    private final Object map = new ConcurrentHashMap<>();
    private final Registry registry = new Registry();
    private final HookSink sink = sink(registry);

    public HookAgainstAdoption() {
      registry.push(record(map));
    }

    @Actor
    public void hook() {
      drained(sink, map);
    }

    @Actor
    public void sweepThread() {
      adopt(registry, CAP);
    }

    @Arbiter
    public void count(II_Result r) {
      adopt(registry, CAP);
      r.r1 = registry.size();
      r.r2 = above(registry);
    }
  }

  /** A map is looked up while the sweep thread drops its neighbours and rebuilds the table. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Found all the time.")
  @Outcome(expect = FORBIDDEN, desc = "An adopted record is found all the time.")
  public static class LookUpAgainstRebuild {
    private final Object map = new ConcurrentHashMap<>();
    private final List<Object> neighbours = new ArrayList<>();
    private final Registry registry = new Registry();

    public LookUpAgainstRebuild() {
      for (int i = 0; i < 30; i++) {
        Object neighbour = new HashMap<>();
        neighbours.add(neighbour);
        registry.push(record(neighbour));
      }
      registry.push(record(map));
      adopt(registry, CAP);
    }

    @Actor
    public void hook(III_Result r) {
      r.r1 = registry.find(map) == null ? 0 : 1;
    }

    @Actor
    public void sweepThread() {
      registry.sweep((tracked, held, slots) -> tracked.refersTo(map));
    }

    @Arbiter
    public void count(III_Result r) {
      r.r2 = registry.find(map) == null ? 0 : 1;
      r.r3 = registry.size();
    }
  }

  /**
   * A thread found a second record of a map in the inbox, and tells it of an excursion while the
   * sweep thread merges it into the first.
   */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The first record learnt of it.")
  @Outcome(expect = FORBIDDEN, desc = "An excursion is never lost.")
  public static class HookAgainstMerge {
    private final Object map = new ConcurrentHashMap<>();
    private final Registry registry = new Registry();
    private final HookSink sink = sink(registry);
    private final Tracked second = record(map);

    public HookAgainstMerge() {
      registry.push(record(map));
      adopt(registry, CAP);
      registry.push(second);
    }

    @Actor
    public void hook() {
      sink.tell(map, second, 0);
    }

    @Actor
    public void sweepThread() {
      adopt(registry, CAP);
    }

    @Arbiter
    public void count(II_Result r) {
      adopt(registry, CAP);
      r.r1 = registry.size();
      r.r2 = above(registry);
    }
  }
}
