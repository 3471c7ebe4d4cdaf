package io.tidemark.agent.registry;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tidemark.exporter.census.TrackedMap.Site;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** What hooks tell one record, against each other and against the sweep that takes it. */
public class RecordStress {

  private RecordStress() {}

  /** A hook sees an excursion while a sweep asks. */
  @JCStressTest
  @State
  @Outcome(id = "1, 100, 0, 0", expect = ACCEPTABLE, desc = "This sweep has all of it.")
  @Outcome(id = "0, 0, 1, 100", expect = ACCEPTABLE, desc = "The next sweep has all of it.")
  @Outcome(
      id = "0, 100, 1, 0",
      expect = ACCEPTABLE,
      desc = "The peak alone keeps the flag away in this sweep, the excursion from the next on.")
  @Outcome(expect = FORBIDDEN, desc = "An excursion is neither lost nor without its peak.")
  public static class ExcursionAgainstSweep {
    private final Tracked tracked = RegistrationStress.record("map");

    @Actor
    public void hook() {
      tracked.seenAbove(100);
    }

    @Actor
    public void sweep(IIII_Result r) {
      r.r1 = tracked.takeAbove() ? 1 : 0;
      r.r2 = tracked.takePeak();
    }

    @Arbiter
    public void next(IIII_Result r) {
      r.r3 = tracked.takeAbove() ? 1 : 0;
      r.r4 = tracked.takePeak();
    }
  }

  /** Two threads see excursions of one map. */
  @JCStressTest
  @State
  @Outcome(id = "true, 100", expect = ACCEPTABLE, desc = "The higher peak.")
  @Outcome(
      id = "true, 50",
      expect = ACCEPTABLE_INTERESTING,
      desc = "Peaks above the limit are lower bounds: the lower one stays.")
  @Outcome(expect = FORBIDDEN, desc = "An excursion is neither lost nor without its peak.")
  public static class TwoExcursions {
    private final Tracked tracked = RegistrationStress.record("map");

    @Actor
    public void one() {
      tracked.seenAbove(50);
    }

    @Actor
    public void other() {
      tracked.seenAbove(100);
    }

    @Arbiter
    public void sweep(ZI_Result r) {
      r.r1 = tracked.takeAbove();
      r.r2 = tracked.takePeak();
    }
  }

  /** Two threads tell of the same growth of one map. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Counted once.")
  @Outcome(expect = FORBIDDEN, desc = "A growth is counted once.")
  public static class OneGrowthOfTwoThreads {
    private final Tracked tracked = RegistrationStress.record("map");

    @Actor
    public void one() {
      tracked.seenGrown(64);
    }

    @Actor
    public void other() {
      tracked.seenGrown(64);
    }

    @Arbiter
    public void sweep(I_Result r) {
      r.r1 = tracked.takeGrowths();
    }
  }

  /** A map that grew before grows again while a sweep asks. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 1", "2, 0"},
      expect = ACCEPTABLE,
      desc = "Both growths are counted, by this sweep or the next.")
  @Outcome(expect = FORBIDDEN, desc = "A growth is counted once.")
  public static class GrowthAgainstSweep {
    private final Tracked tracked = RegistrationStress.record("map");

    public GrowthAgainstSweep() {
      tracked.seenGrown(64);
    }

    @Actor
    public void hook() {
      tracked.seenGrown(128);
    }

    @Actor
    public void sweep(II_Result r) {
      r.r1 = tracked.takeGrowths();
    }

    @Arbiter
    public void next(II_Result r) {
      r.r2 = tracked.takeGrowths();
    }
  }

  /**
   * A hook shows that a map is in use while the sweep thread merges another record into its own.
   */
  @JCStressTest
  @State
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "Confirmed.")
  @Outcome(expect = FORBIDDEN, desc = "What was confirmed stays so.")
  public static class ConfirmationAgainstMerge {
    private final Tracked tracked = RegistrationStress.record("map");
    private final Tracked second = RegistrationStress.record("map");

    @Actor
    public void hook() {
      tracked.confirm();
    }

    @Actor
    public void sweep() {
      tracked.merge(second);
    }

    @Arbiter
    public void look(Z_Result r) {
      r.r1 = tracked.confirmed();
    }
  }

  /** Two threads take a stack for one map. */
  @JCStressTest
  @State
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE,
      desc = "The first one's is kept.")
  @Outcome(expect = FORBIDDEN, desc = "One stack is kept, whole.")
  public static class TwoStacks {
    private final Tracked tracked = RegistrationStress.record("map");
    private final SiteStack first = new SiteStack();
    private final SiteStack second = new SiteStack();

    @Actor
    public void one() {
      tracked.offerSite(first);
    }

    @Actor
    public void other() {
      tracked.offerSite(second);
    }

    @Arbiter
    public void look(ZZ_Result r) {
      r.r1 = tracked.siteStack() == first;
      r.r2 = tracked.siteStack() == second;
    }
  }

  /** A map grows again and takes a stack while the sweep thread names the first one's. */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Named, and no stack pins a class.")
  @Outcome(expect = FORBIDDEN, desc = "A name stays, and no stack pins a class for good.")
  public static class StackAgainstNaming {
    private static final Site NAME = new Site("com.acme.Order.add:17", List.of());
    private final Tracked tracked = RegistrationStress.record("map");

    public StackAgainstNaming() {
      tracked.offerSite(new SiteStack());
    }

    @Actor
    public void hook() {
      if (!tracked.hasSite()) {
        tracked.offerSite(new SiteStack());
      }
    }

    @Actor
    public void sweep() {
      if (tracked.siteStack() != null) {
        tracked.name(NAME);
      }
    }

    @Arbiter
    public void look(ZZ_Result r) {
      r.r1 = tracked.site() == NAME;
      r.r2 = tracked.siteStack() != null;
    }
  }
}
