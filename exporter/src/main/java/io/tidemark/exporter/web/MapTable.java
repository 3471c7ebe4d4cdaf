package io.tidemark.exporter.web;

import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.TrackedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Some maps of a census as a table of the page. */
final class MapTable {
  private final StringBuilder html;
  private final Census census;

  MapTable(StringBuilder html, Census census) {
    this.html = html;
    this.census = census;
  }

  void render(List<TrackedMap> maps, String ifNone) {
    if (maps.isEmpty()) {
      html.append("<div class=card>").append(ifNone).append("</div>");
      return;
    }
    html.append("<div class=\"card list\"><table><thead><tr><th>Map<th>Site and holder");
    html.append("<th class=num>Slots<th class=num>Entries<th class=num>Table<th class=num>Excess");
    html.append("<th class=num>Since</thead><tbody>");
    maps.stream().limit(CensusPage.MAX_ROWS).forEach(this::row);
    html.append("</tbody></table></div>");
    if (maps.size() > CensusPage.MAX_ROWS) {
      html.append("<small>").append(Figures.count(maps.size() - CensusPage.MAX_ROWS));
      html.append(
          " more, with less excess, are in <a href=\"/api/census\">/api/census</a>.</small>");
    }
  }

  private void row(TrackedMap map) {
    html.append("<tr><td><span class=name>").append(Text.html(map.className()));
    html.append("</span><br><span class=tag>").append(Text.html(map.mapType()));
    html.append("</span>");
    if (map.liveness() == TrackedMap.Liveness.UNCONFIRMED) {
      html.append(" <span class=tag>unconfirmed</span>");
    }
    html.append("<td>");
    site(map);
    if (map.holder() != null) {
      html.append("<small>held by <span class=name>").append(Text.html(map.holder()));
      html.append("</span></small>");
    }
    number("Slots", Figures.count(map.slots()), null);
    number("Entries", Figures.count(map.entries()), "peak " + Figures.count(map.peakEntries()));
    number("Table", Figures.bytes(map.tableBytes()), null);
    number("Excess", Figures.bytes(map.excessBytes()), percent(map));
    since(map);
  }

  private void site(TrackedMap map) {
    if (map.site() == null) {
      html.append("<span class=soft>site not known</span>");
      return;
    }
    String name = Text.html(map.site().name());
    if (map.site().stack().isEmpty()) {
      html.append("<span class=name>").append(name).append("</span>");
      return;
    }
    html.append("<details><summary class=name>").append(name).append("</summary><ol class=name>");
    map.site().stack().forEach(frame -> html.append("<li>").append(Text.html(frame)));
    html.append("</ol></details>");
  }

  private void since(TrackedMap map) {
    if (map.retainedEmpty()) {
      Instant since = census.retainedSince(map);
      String ago = Figures.duration(Duration.between(since, census.takenAt()));
      number("Since", CensusPage.time(since), ago);
    } else {
      String observed = "observed " + Figures.duration(census.observedFor(map));
      number("Since", CensusPage.time(census.trackedSince(map)), observed);
    }
  }

  private void number(String label, String figure, String beneath) {
    html.append("<td class=num data-label=").append(label).append("><span>").append(figure);
    if (beneath != null) {
      html.append("<small>").append(beneath).append("</small>");
    }
    html.append("</span>");
  }

  /** Rounded down, so that it says 100 only of all. */
  private static String percent(TrackedMap map) {
    return (long) Math.floor(map.retentionRatio() * 100) + "% of it";
  }
}
