package io.tidemark.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exporter.census.TrackedMap.Site;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackedTest {

  private final Tracked tracked = new Tracked("map", "HashMap", false);

  @Test
  void aRecordBeginsWithTheGrowthThatAHookSaw() {
    Tracked grown = new Tracked("map", "HashMap", 49, 128);
    assertThat(grown.discovered()).isFalse();
    assertThat(grown.confirmed()).isTrue();
    assertThat(grown.takeAbove()).isTrue();
    assertThat(grown.takePeak()).isEqualTo(49);
    grown.seenGrown(128);
    assertThat(grown.takeGrowths()).isEqualTo(1);
    grown.seenGrown(256);
    assertThat(grown.takeGrowths()).isEqualTo(1);
  }

  @Test
  void aRecordOfAMapThatIsDrainedIsOfOneThatWasThereBefore() {
    Tracked drained = new Tracked("map", "HashMap", 49, 0);
    assertThat(drained.discovered()).isTrue();
    assertThat(drained.confirmed()).isTrue();
    assertThat(drained.takeAbove()).isTrue();
    assertThat(drained.takePeak()).isEqualTo(49);
    assertThat(drained.takeGrowths()).isZero();
    drained.seenGrown(128);
    assertThat(drained.takeGrowths()).isEqualTo(1);
  }

  @Test
  void eachLargerTableIsOneGrowthHoweverManyTellOfIt() {
    tracked.seenGrown(64);
    tracked.seenGrown(64);
    assertThat(tracked.takeGrowths()).isEqualTo(1);
    tracked.seenGrown(64);
    assertThat(tracked.takeGrowths()).isZero();
    tracked.seenGrown(128);
    tracked.seenGrown(256);
    assertThat(tracked.takeGrowths()).isEqualTo(2);
  }

  @Test
  void theHighestPeakIsTakenOnce() {
    tracked.seenAbove(70);
    tracked.seenAbove(50);
    assertThat(tracked.takeAbove()).isTrue();
    assertThat(tracked.takePeak()).isEqualTo(70);
    assertThat(tracked.takeAbove()).isFalse();
    assertThat(tracked.takePeak()).isZero();
  }

  @Test
  void aRecordTakesOverAllThatTheMergedOneWasTold() {
    Tracked second = new Tracked("map", "HashMap", false);
    SiteStack stack = new SiteStack();
    second.confirm();
    second.seenGrown(64);
    second.offerSite(stack);
    tracked.merge(second);
    assertThat(second.isMerged()).isTrue();
    assertThat(tracked.isMerged()).isFalse();
    assertThat(tracked.confirmed()).isTrue();
    assertThat(tracked.takeGrowths()).isEqualTo(1);
    assertThat(tracked.siteStack()).isSameAs(stack);
    assertThat(tracked.takeAbove()).isFalse();
  }

  @Test
  void whatTheMergedRecordWasNotToldChangesNothing() {
    Site site = new Site("com.acme.Order.add:17", List.of());
    tracked.name(site);
    tracked.merge(new Tracked("map", "HashMap", false));
    assertThat(tracked.confirmed()).isFalse();
    assertThat(tracked.takeGrowths()).isZero();
    assertThat(tracked.site()).isSameAs(site);
  }
}
