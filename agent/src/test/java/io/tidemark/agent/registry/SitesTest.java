package io.tidemark.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exporter.census.TrackedMap.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SitesTest {

  /** More of them than a map is cleared before its first put, one would hope. */
  private static final int CLEARS = 400_000;

  private final Sites sites = new Sites();

  @Test
  void aTicketIsRedeemedOnceForItsOwnStack() {
    sites.allow(2);
    int first = here();
    int second = there();
    assertThat(maker(sites.redeem(second))).isEqualTo("there");
    assertThat(maker(sites.redeem(first))).isEqualTo("here");
    assertThat(sites.redeem(first)).isNull();
    assertThat(sites.redeem(second)).isNull();
  }

  @Test
  void ticketsAreNegativeAndAllDifferent() {
    sites.allow(100_000);
    Set<Integer> tickets = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      assertThat(tickets.add(here())).isTrue();
    }
    assertThat(tickets).allMatch(ticket -> ticket < 0);
  }

  @Test
  void theLatestAreKept() {
    List<Integer> tickets = tickets(Sites.KEPT + 10);
    for (int i = 0; i < tickets.size(); i++) {
      assertThat(sites.redeem(tickets.get(i)) != null).isEqualTo(i >= 10);
    }
  }

  @Test
  void whatCountedFromATicketIsNobodysTicket() {
    List<Integer> tickets = tickets(Sites.KEPT);
    for (int i = 1; i <= CLEARS; i++) {
      assertThat(sites.redeem(tickets.get(0) + i)).as("%s clears", i).isNull();
      assertThat(sites.redeem(tickets.get(Sites.KEPT - 1) + i)).as("%s clears", i).isNull();
      assertThat(sites.redeem(i - 1)).as("a map without ticket").isNull();
    }
    assertThat(tickets).allMatch(ticket -> sites.redeem(ticket) != null);
  }

  @Test
  void aNamedStackIsRedeemedAsItsSiteAndOneWithoutANameIsNot() {
    sites.allow(2);
    int first = here();
    int second = there();
    Site site = new Site("a site", List.of());
    sites.name(stack -> maker(stack).equals("here") ? site : null);
    sites.name(
        stack -> {
          throw new AssertionError("named already");
        });
    assertThat(sites.redeem(first)).isSameAs(site);
    assertThat(sites.redeem(second)).isNull();
  }

  @Test
  void whatIsNotAllowedIsCountedAndHasNoTicket() {
    assertThat(here()).isZero();
    sites.allow(1);
    assertThat(here()).isNegative();
    assertThat(here()).isZero();
    assertThat(sites.stack()).isNull();
    assertThat(sites.refused()).isEqualTo(3);
  }

  private List<Integer> tickets(int number) {
    sites.allow(number);
    List<Integer> tickets = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      tickets.add(here());
    }
    return tickets;
  }

  private int here() {
    return sites.ticket();
  }

  private int there() {
    return sites.ticket();
  }

  /** The method that asked for the ticket. */
  private static String maker(Object stack) {
    return ((SiteStack) stack).getStackTrace()[2].getMethodName();
  }
}
