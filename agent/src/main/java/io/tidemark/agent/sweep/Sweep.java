package io.tidemark.agent.sweep;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.registry.Maps;
import io.tidemark.agent.registry.Registry;
import io.tidemark.agent.registry.SiteStack;
import io.tidemark.agent.registry.Tracked;
import io.tidemark.exporter.census.Moment;
import io.tidemark.exporter.census.Rows;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.census.TrackedMap.Liveness;
import io.tidemark.exporter.census.TrackedMap.Origin;
import io.tidemark.exporter.census.TrackedMap.Site;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads every tracked map and judges it: here are the flag retained-empty and the candidate.
 * Confined to the sweep thread.
 */
final class Sweep {

  /** Stacks that may be taken between two adoptions: at 900 frames 36 µs each. */
  private static final int SITES_PER_ADOPTION = 50;

  private final Registry registry;
  private final TableBytes tableBytes;
  private final SiteNames siteNames = new SiteNames();
  private final FullCollections collections;
  private final Unheld unheld;
  private final Map<String, Long> growths = new HashMap<>();

  /** Since the last sweep that was not cut short. */
  private Watched watched = Watched.ALL;

  /** When the last sweep was taken. */
  private long taken;

  private int sites;

  private final Rows.Builder rows = new Rows.Builder();

  /**
   * @param unheld takes the maps whose holders a sweep wants
   */
  Sweep(Registry registry, TableBytes tableBytes, FullCollections collections, Unheld unheld) {
    this.registry = registry;
    this.tableBytes = tableBytes;
    this.collections = collections;
    this.unheld = unheld;
    registry.sites().allow(SITES_PER_ADOPTION);
  }

  /** Takes in the maps that hooks told of, and lets go of the stacks that were taken meanwhile. */
  void adopt(Moment now, Config config) {
    registry.sites().allow(SITES_PER_ADOPTION);
    registry.sites().name(siteNames::name);
    registry.adopt(now.nanos(), config.trackMaxMaps(), this::pushed);
  }

  private void pushed(Tracked tracked) {
    SiteStack stack = tracked.siteStack();
    if (stack != null) {
      tracked.name(siteNames.name(stack));
    }
    countGrowths(tracked);
  }

  private void countGrowths(Tracked tracked) {
    int seen = tracked.takeGrowths();
    if (seen > 0) {
      growths.merge(tracked.mapType(), (long) seen, Long::sum);
    }
  }

  /**
   * Reads and judges all tracked maps.
   *
   * @param anew whether it wants all holders anew
   */
  List<TrackedMap> take(Moment now, Config config, boolean anew) {
    unheld.begin(anew);
    Visit visit = new Visit(now, config, taken);
    taken = now.nanos();
    rows.begin();
    registry.sweep(visit);
    watched = Watched.ALL;
    sites = visit.siteNames.size();
    return rows.build();
  }

  /** Which maps were watched since this was last told. */
  void watched(Watched meanwhile) {
    watched = watched.and(meanwhile);
  }

  /** One sweep's look at each map. */
  private final class Visit implements Registry.Visitor {

    private final Moment now;
    private final Config config;
    private final long before;
    private final long holdNanos;

    /** Neither is a HashMap, which Tidemark would track. */
    private final Set<Site> sites = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<String> siteNames = new TreeSet<>();

    /** Whether all discovered maps that are read now outlived a full collection. */
    private final boolean outlived;

    /**
     * @param before when the last sweep was taken, were it only in part
     */
    Visit(Moment now, Config config, long before) {
      this.now = now;
      this.config = config;
      this.before = before;
      holdNanos = config.retainedHold().toNanos();
      outlived = collections.passed();
    }

    @Override
    public boolean visit(Tracked tracked, Object map, int slots) {
      pushed(tracked);
      boolean above = tracked.takeAbove();
      int hookPeak = tracked.takePeak();
      if (map == null) {
        return false;
      }
      if (!watched.includes(map, slots)) {
        // a hold window in which nobody watched is none
        tracked.observe(now.nanos());
      }
      if (slots < config.trackMinSlots()) {
        // kept for a threshold that may be lower again, but not in the place of a large one
        return registry.size() < config.trackMaxMaps();
      }
      if (outlived && !tracked.confirmed()) {
        tracked.confirm();
      }
      long entries = Maps.entries(map);
      long limit = Maps.limit(map, slots, config.retainedMaxFill());
      if (above || entries > limit) {
        tracked.above(now.nanos());
      }
      tracked.entries(before, now.nanos(), Math.max(entries, hookPeak), holdNanos);
      long peak = Math.max(entries, tracked.peakEntries());
      judge(tracked, map, slots, entries, peak, limit);
      return true;
    }

    private void judge(
        Tracked tracked, Object map, int slots, long entries, long peak, long limit) {
      long bytes = tableBytes.of(slots);
      long excess = bytes - tableBytes.of(Math.min(slots, Maps.neededSlots(map, peak)));
      long observed = now.nanos() - tracked.since();
      // the peak too: the limit may have been configured lower within the hold window
      boolean emptied = bytes >= config.retainedMinBytes() && peak <= limit;
      boolean retained = emptied && now.nanos() - tracked.quietSince() >= holdNanos;
      boolean candidate = emptied && !tracked.everAbove() && observed < holdNanos;
      Site site = tracked.site();
      rows.names(
          tracked.mapType(),
          map.getClass().getName(),
          site,
          tracked.holder(),
          tracked.discovered() ? Origin.DISCOVERED : Origin.GROWN,
          tracked.confirmed() ? Liveness.CONFIRMED : Liveness.UNCONFIRMED);
      long retainedNanos = retained ? tracked.quietSince() + holdNanos : TrackedMap.NOT_RETAINED;
      rows.facts(slots, bytes, retainedNanos, candidate, tracked.since());
      rows.counts(entries, peak, excess);
      if (site != null && sites.add(site)) {
        siteNames.add(site.name());
      }
      if (candidate || retained) {
        unheld.offer(tracked, map, excess);
      }
    }
  }

  /** Distinct sites of the maps that the last sweep read. */
  int sites() {
    return sites;
  }

  /** Tables seen made or grown since the start, by map type. */
  Map<String, Long> growths() {
    return Map.copyOf(growths);
  }
}
