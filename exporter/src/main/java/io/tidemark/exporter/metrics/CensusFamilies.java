package io.tidemark.exporter.metrics;

import io.tidemark.exporter.census.AgentStatus;
import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.Totals;
import io.tidemark.exporter.census.TrackedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * The families with rows, all made from one census so that their figures agree with each other. For
 * use by one thread.
 */
final class CensusFamilies {
  private static final String AS_OF = " As of the last sweep.";
  private static final String AT_SITE =
      " first grew large at this site; site=\"other\" sums up the sites that are not shown,"
          + " site=\"unknown\" the maps whose site is not known."
          + AS_OF;

  /** The JDK has a dozen map classes; more than this many is a mistake that must stay bounded. */
  private static final int MAX_IDLE_MAP_TYPES = 100;

  private final SiteSelection selection;
  private final Set<String> mapTypes = new TreeSet<>();

  CensusFamilies(int sitesTop, LongSupplier nanoTime) {
    this.selection = new SiteSelection(sitesTop, nanoTime);
  }

  /** The families of one census. To be called once a census, in their order. */
  List<Family> of(Census census) {
    // A TreeMap, since the agent sees large tables of HashMaps: its own would be among them.
    SortedMap<SiteKey, Totals> sites = new TreeMap<>();
    SortedMap<String, Totals> byType = new TreeMap<>();
    for (TrackedMap map : census.maps()) {
      SiteKey key = SiteKey.of(map);
      Totals.in(sites, key).add(map);
      Totals.in(byType, key.mapType()).add(map);
    }
    // A map type that was seen stays, with zeros: an absent series breaks graphs and alerts.
    mapTypes.addAll(byType.keySet());
    if (mapTypes.size() > MAX_IDLE_MAP_TYPES) {
      mapTypes.retainAll(byType.keySet());
    }
    for (String mapType : mapTypes) {
      Totals.in(byType, mapType);
    }
    SortedMap<SiteKey, Totals> shown = selection.select(sites, byType.keySet());

    List<Family> families = new ArrayList<>();
    addTypes(families, byType);
    addSites(families, shown);
    families.add(
        Family.gauge("tidemark_sites_tracked", "Distinct sites of the tracked maps." + AS_OF)
            .row(census.agent().sitesTracked(), List.of()));
    families.add(
        Family.gauge(
                "tidemark_sites_exported",
                "Distinct sites that have rows of their own; fewer than tidemark_sites_tracked:"
                    + " the view is cut."
                    + AS_OF)
            .row(exported(shown), List.of()));
    addAgent(families, census.agent());
    return List.copyOf(families);
  }

  private static long exported(Map<SiteKey, Totals> shown) {
    Set<String> sites = new TreeSet<>();
    for (Map.Entry<SiteKey, Totals> row : shown.entrySet()) {
      if (row.getKey().isPlace() && row.getValue().maps() > 0) {
        sites.add(row.getKey().site());
      }
    }
    return sites.size();
  }

  private static void addTypes(List<Family> families, Map<String, Totals> byType) {
    type(families, byType, "maps", "Live maps tracked.", Figure.MAPS);
    type(families, byType, "map_entries", "Entries of the tracked maps.", Figure.ENTRIES);
    type(
        families,
        byType,
        "map_peak_entries",
        "The most entries known of the tracked maps over the hold window.",
        Figure.PEAK_ENTRIES);
    type(
        families,
        byType,
        "map_table_slots",
        "Slots of the tracked maps' tables, which are their high-water marks.",
        Figure.SLOTS);
    type(
        families,
        byType,
        "map_table_bytes",
        "Bytes of the tracked maps' tables, exact.",
        Figure.TABLE_BYTES);
    type(
        families,
        byType,
        "map_table_excess_bytes",
        "Bytes that re-creating the tracked maps would free.",
        Figure.EXCESS_BYTES);
    type(
        families,
        byType,
        "map_retention_ratio",
        "Excess bytes / table bytes of the tracked maps, 0 to 1.",
        Figure.RETENTION_RATIO);
    type(
        families,
        byType,
        "retained_empty_maps",
        "Maps that carry the flag retained-empty: their tables are large, and their entries were never"
            + " above the limit within the hold time.",
        Figure.RETAINED_EMPTY_MAPS);
    type(
        families,
        byType,
        "retained_empty_table_bytes",
        "Bytes of the tables of maps that carry the flag retained-empty.",
        Figure.RETAINED_EMPTY_TABLE_BYTES);
    type(
        families,
        byType,
        "candidate_maps",
        "Maps that would be flagged had they been observed for the hold time.",
        Figure.CANDIDATES);
  }

  private static void addSites(List<Family> families, Map<SiteKey, Totals> shown) {
    site(families, shown, "maps", "Live maps that", Figure.MAPS);
    site(families, shown, "entries", "Entries of the maps that", Figure.ENTRIES);
    site(families, shown, "table_slots", "Slots of the maps that", Figure.SLOTS);
    site(families, shown, "table_bytes", "Bytes of the tables of maps that", Figure.TABLE_BYTES);
    site(
        families,
        shown,
        "table_excess_bytes",
        "Bytes that re-creating them would free, of the maps that",
        Figure.EXCESS_BYTES);
    site(
        families,
        shown,
        "retention_ratio",
        "Excess bytes / table bytes, 0 to 1, of the maps that",
        Figure.RETENTION_RATIO);
    site(
        families,
        shown,
        "retained_empty_maps",
        "Maps with the flag retained-empty that",
        Figure.RETAINED_EMPTY_MAPS);
  }

  private static void addAgent(List<Family> families, AgentStatus agent) {
    Family hooks =
        Family.gauge(
            "tidemark_hook_active",
            "1 where the hook was proven to fire, 0 where not." + AS_OF,
            "hook");
    for (Map.Entry<String, Boolean> hook : new TreeMap<>(agent.hooks()).entrySet()) {
      hooks.row(hook.getValue() ? 1 : 0, List.of(Labels.clean(hook.getKey())));
    }
    families.add(hooks);
    families.add(
        counter(
            "tidemark_table_growths_total",
            "Tables seen made or grown.",
            "map_type",
            agent.growths()));
    families.add(
        counter(
            "tidemark_maps_refused_total",
            "Times that a map was not tracked: one that grows on is refused again.",
            "reason",
            agent.refusedMaps()));
    families.add(
        counter(
            "tidemark_sites_refused_total",
            "Sites that were not taken.",
            "reason",
            agent.refusedSites()));
  }

  private static void type(
      List<Family> families, Map<String, Totals> byType, String name, String help, Figure figure) {
    Family family = Family.gauge("tidemark_" + name, help + AS_OF, "map_type");
    for (Map.Entry<String, Totals> row : byType.entrySet()) {
      family.row(figure.of(row.getValue()), List.of(row.getKey()));
    }
    families.add(family);
  }

  private static void site(
      List<Family> families, Map<SiteKey, Totals> shown, String name, String help, Figure figure) {
    Family family = Family.gauge("tidemark_site_" + name, help + AT_SITE, "map_type", "site");
    for (Map.Entry<SiteKey, Totals> row : shown.entrySet()) {
      family.row(figure.of(row.getValue()), row.getKey().labelValues());
    }
    families.add(family);
  }

  private static Family counter(
      String name, String help, String label, Map<String, Long> countsByLabel) {
    Family family = Family.counter(name, help + AS_OF, label);
    for (Map.Entry<String, Long> count : new TreeMap<>(countsByLabel).entrySet()) {
      family.row(count.getValue(), List.of(Labels.clean(count.getKey())));
    }
    return family;
  }
}
