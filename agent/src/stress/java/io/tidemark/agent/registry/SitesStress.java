package io.tidemark.agent.registry;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tidemark.exporter.census.TrackedMap.Site;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Tickets: what was kept under one is given out once, whoever comes meanwhile. */
public class SitesStress {

  private SitesStress() {}

  /** Two threads come with one ticket: the map's clone was made by other means. */
  @JCStressTest
  @State
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE,
      desc = "One has the site.")
  @Outcome(expect = FORBIDDEN, desc = "A site is that of one map.")
  public static class OneTicketTwice {
    private final Sites sites = new Sites();
    private final int ticket;

    public OneTicketTwice() {
      sites.allow(1);
      ticket = sites.ticket();
    }

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = sites.redeem(ticket) != null;
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = sites.redeem(ticket) != null;
    }
  }

  /** The map makes its first table while the sweep thread names the stack. */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The map has its site, once.")
  @Outcome(expect = FORBIDDEN, desc = "No site is lost, and none is given out again.")
  public static class TicketAgainstNaming {
    private static final Site NAME = new Site("com.acme.Order.add:17", List.of());
    private final Sites sites = new Sites();
    private final int ticket;

    public TicketAgainstNaming() {
      sites.allow(1);
      ticket = sites.ticket();
    }

    @Actor
    public void hook(ZZ_Result r) {
      r.r1 = sites.redeem(ticket) != null;
    }

    @Actor
    public void sweep() {
      sites.name(stack -> NAME);
    }

    @Arbiter
    public void again(ZZ_Result r) {
      r.r2 = sites.redeem(ticket) != null;
    }
  }
}
