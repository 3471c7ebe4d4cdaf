package io.tidemark.agent.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.registry.HookSink;
import io.tidemark.agent.registry.Registry;
import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import io.tidemark.exporter.census.Moment;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.census.TrackedMap.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TidemarkHooks5;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sites of stacks of many kinds, taken where the woven code would. */
class SiteNamesTest {

  private static final int RESIZE = Hook.HASH_MAP_RESIZE.ordinal();
  private static final String HERE = SiteNamesTest.class.getName() + ".";

  private final Registry registry = new Registry();
  private final Sweep sweep =
      new Sweep(
          registry,
          new TableBytes(Sizes.instrumentation()),
          new FullCollections(),
          new Unheld(new FullCollections()));
  private final List<Object> maps = new ArrayList<>();

  @BeforeEach
  void listen() {
    TidemarkHooks5.sink = new HookSink(registry, new HookProof(), new Thresholds(0, 4096, 0.25));
  }

  @AfterEach
  void stopListening() {
    TidemarkHooks5.sink = null;
  }

  private Object map() {
    Map<Integer, Integer> map = new HashMap<>(4096);
    map.put(0, 0);
    maps.add(map);
    return map;
  }

  private List<Site> sites() {
    Moment now = new Moment(0, Instant.EPOCH);
    Config config = Config.load("", Map.of(), Map.of(), line -> {});
    sweep.adopt(now, config);
    assertThat(maps).isNotEmpty();
    return sweep.take(now, config, false).stream().map(TrackedMap::site).toList();
  }

  @Test
  void theFramesOfTheJdkThatCalledTheMapAreKeptButAreNoSite() {
    Map.of(map(), RESIZE).forEach(TidemarkHooks5::fire);
    Site site = sites().get(0);
    assertThat(site.name())
        .startsWith(HERE + "theFramesOfTheJdkThatCalledTheMapAreKeptButAreNoSite:");
    // newer JDKs have one of its own in the class of such a map
    assertThat(site.stack().get(0)).startsWith("java.util.").contains(".forEach:");
    assertThat(site.stack()).contains(site.name());
  }

  @Test
  void equalStacksShareOneSite() {
    for (int i = 0; i < 3; i++) {
      TidemarkHooks5.fire(map(), RESIZE);
    }
    List<Site> sites = sites();
    assertThat(sites).hasSize(3);
    assertThat(sites.get(1)).isSameAs(sites.get(0));
    assertThat(sites.get(2)).isSameAs(sites.get(0));
  }

  @Test
  void aDeepStackIsCut() {
    descend(100);
    Site site = sites().get(0);
    assertThat(site.name()).startsWith(HERE + "descend:");
    assertThat(site.stack()).hasSize(24);
  }

  private void descend(int frames) {
    if (frames > 0) {
      descend(frames - 1);
    } else {
      TidemarkHooks5.fire(map(), RESIZE);
    }
  }
}
