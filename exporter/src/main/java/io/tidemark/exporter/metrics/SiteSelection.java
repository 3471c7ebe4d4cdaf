package io.tidemark.exporter.metrics;

import io.tidemark.exporter.census.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Chooses the site rows that are shown: the largest by excess bytes, and those that were so until
 * lately, since a row that comes and goes makes a broken line in every graph. All the rest is
 * summed up in one row a map type, so that the sum over the rows of a map type is its total. For
 * use by one thread.
 */
final class SiteSelection {
  static final Duration LINGER = Duration.ofMinutes(15);

  /** At most this many times the top may linger; who left first goes first. */
  static final int LINGERING_TOPS = 4;

  private final int top;
  private final LongSupplier nanoTime;
  private Set<SiteKey> inTop = Set.of();
  private final Map<SiteKey, Long> leftTopAt = new TreeMap<>();

  SiteSelection(int top, LongSupplier nanoTime) {
    this.top = top;
    this.nanoTime = nanoTime;
  }

  /** The rows to show, made from the sums of every site. A shown site without maps is all zeros. */
  SortedMap<SiteKey, Totals> select(SortedMap<SiteKey, Totals> sites, Set<String> mapTypes) {
    update(sites);
    SortedMap<SiteKey, Totals> rows = new TreeMap<>();
    for (String mapType : mapTypes) {
      rows.put(new SiteKey(mapType, Labels.OTHER), new Totals());
    }
    for (SiteKey key : inTop) {
      rows.put(key, new Totals());
    }
    for (SiteKey key : leftTopAt.keySet()) {
      rows.put(key, new Totals());
    }
    for (Map.Entry<SiteKey, Totals> site : sites.entrySet()) {
      SiteKey key = site.getKey();
      boolean shown = rows.containsKey(key) || !key.isPlace();
      Totals.in(rows, shown ? key : key.other()).add(site.getValue());
    }
    return rows;
  }

  private void update(SortedMap<SiteKey, Totals> sites) {
    long now = nanoTime.getAsLong();
    Set<SiteKey> newTop = largest(sites);
    for (SiteKey key : inTop) {
      if (!newTop.contains(key)) {
        leftTopAt.put(key, now);
      }
    }
    leftTopAt.keySet().removeAll(newTop);
    Iterator<Long> left = leftTopAt.values().iterator();
    while (left.hasNext()) {
      if (now - left.next() > LINGER.toNanos()) {
        left.remove();
      }
    }
    inTop = newTop;
    bound();
  }

  /** Among equally large sites those come first that do so in the map. */
  private Set<SiteKey> largest(SortedMap<SiteKey, Totals> sites) {
    List<Map.Entry<SiteKey, Totals>> places = new ArrayList<>();
    for (Map.Entry<SiteKey, Totals> site : sites.entrySet()) {
      if (site.getKey().isPlace()) {
        places.add(site);
      }
    }
    places.sort(
        (one, other) -> Long.compare(other.getValue().excessBytes(), one.getValue().excessBytes()));
    Set<SiteKey> largest = new TreeSet<>();
    for (Map.Entry<SiteKey, Totals> site : places.subList(0, Math.min(top, places.size()))) {
      largest.add(site.getKey());
    }
    return largest;
  }

  private void bound() {
    int excess = leftTopAt.size() - LINGERING_TOPS * top;
    if (excess > 0) {
      List<SiteKey> firstLeft = new ArrayList<>(leftTopAt.keySet());
      firstLeft.sort((one, other) -> Long.compare(leftTopAt.get(one), leftTopAt.get(other)));
      leftTopAt.keySet().removeAll(firstLeft.subList(0, excess));
    }
  }
}
