package io.tidemark.agent.registry;

import static io.tidemark.agent.registry.RegistrationStress.adopt;
import static io.tidemark.agent.registry.RegistrationStress.grown;
import static io.tidemark.agent.registry.RegistrationStress.sink;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.HashMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** The bounds of the registry: reached by two threads at once, none is passed or miscounted. */
public class BoundsStress {

  private BoundsStress() {}

  /** The inbox has one place left, and two maps come. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One is taken in, one is counted as refused.")
  @Outcome(expect = FORBIDDEN, desc = "The bound holds, and what is refused is counted.")
  public static class LastPlaceOfTheInbox {
    private final Object map = new HashMap<>();
    private final Object second = new HashMap<>();
    private final Registry registry = new Registry(1);
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
      r.r1 = adopt(registry, 100);
      r.r2 = (int) registry.refusedByInbox();
    }
  }

  /** The inbox is full, and the sweep thread empties it while a map comes. */
  @JCStressTest
  @State
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "It came to the empty inbox.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "It came to the full inbox, and is counted.")
  @Outcome(expect = FORBIDDEN, desc = "A map is either tracked or counted as refused.")
  public static class FullInboxAgainstAdoption {
    private final Object map = new HashMap<>();
    private final Object second = new HashMap<>();
    private final Registry registry = new Registry(1);
    private final HookSink sink = sink(registry);

    public FullInboxAgainstAdoption() {
      grown(sink, map);
    }

    @Actor
    public void hook() {
      grown(sink, second);
    }

    @Actor
    public void sweepThread() {
      adopt(registry, 100);
    }

    @Arbiter
    public void count(II_Result r) {
      adopt(registry, 100);
      r.r1 = registry.size();
      r.r2 = (int) registry.refusedByInbox();
    }
  }

  /** One map may be tracked; another comes while the sweep thread takes in the first. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One is tracked, one is counted as refused.")
  @Outcome(expect = FORBIDDEN, desc = "Never above the cap, and refusals are counted exactly.")
  public static class Cap {
    private final Object map = new HashMap<>();
    private final Object second = new HashMap<>();
    private final Registry registry = new Registry();
    private final HookSink sink = sink(registry);

    public Cap() {
      grown(sink, map);
    }

    @Actor
    public void hook() {
      grown(sink, second);
    }

    @Actor
    public void sweepThread() {
      adopt(registry, 1);
    }

    @Arbiter
    public void count(II_Result r) {
      adopt(registry, 1);
      r.r1 = registry.size();
      r.r2 = (int) registry.refusedByCap();
    }
  }

  /** One stack may be taken until the next adoption, and two are asked for. */
  @JCStressTest
  @State
  @Outcome(
      id = {"true, false, 1", "false, true, 1"},
      expect = ACCEPTABLE,
      desc = "One is taken, one is counted as refused.")
  @Outcome(expect = FORBIDDEN, desc = "The rate holds, and refusals are counted exactly.")
  public static class LastSite {
    private final Registry registry = new Registry();

    public LastSite() {
      registry.sites().allow(1);
    }

    @Actor
    public void one(ZZI_Result r) {
      r.r1 = registry.sites().stack() != null;
    }

    @Actor
    public void other(ZZI_Result r) {
      r.r2 = registry.sites().stack() != null;
    }

    @Arbiter
    public void count(ZZI_Result r) {
      r.r3 = (int) registry.sites().refused();
    }
  }
}
