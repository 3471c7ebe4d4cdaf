package io.tidemark.exporter.metrics;

import io.tidemark.exporter.census.Totals;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

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
  SortedMap<SiteKey, Totals> select(Map<SiteKey, Totals> sites, Set<String> mapTypes) {
    update(sites);
    SortedMap<SiteKey, Totals> rows = new TreeMap<>();
    mapTypes.forEach(mapType -> rows.put(new SiteKey(mapType, Labels.OTHER), new Totals()));
    inTop.forEach(key -> rows.put(key, new Totals()));
    leftTopAt.keySet().forEach(key -> rows.put(key, new Totals()));
    sites.forEach(
        (key, totals) -> {
          boolean shown = rows.containsKey(key) || !key.isPlace();
          rows.computeIfAbsent(shown ? key : key.other(), any -> new Totals()).add(totals);
        });
    return rows;
  }

  private void update(Map<SiteKey, Totals> sites) {
    long now = nanoTime.getAsLong();
    Comparator<Map.Entry<SiteKey, Totals>> largestFirst =
        Comparator.comparingLong(site -> -site.getValue().excessBytes());
    Set<SiteKey> newTop =
        sites.entrySet().stream()
            .filter(site -> site.getKey().isPlace())
            .sorted(largestFirst.thenComparing(Map.Entry.comparingByKey()))
            .limit(top)
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    inTop.stream().filter(key -> !newTop.contains(key)).forEach(key -> leftTopAt.put(key, now));
    leftTopAt.keySet().removeAll(newTop);
    leftTopAt.values().removeIf(leftAt -> now - leftAt > LINGER.toNanos());
    inTop = newTop;
    bound();
  }

  private void bound() {
    int excess = leftTopAt.size() - LINGERING_TOPS * top;
    if (excess > 0) {
      Iterator<SiteKey> firstLeft =
          leftTopAt.entrySet().stream()
              .sorted(Map.Entry.comparingByValue())
              .limit(excess)
              .map(Map.Entry::getKey)
              .toList()
              .iterator();
      firstLeft.forEachRemaining(leftTopAt::remove);
    }
  }
}
