package io.tidemark.exporter.web;

import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.Publication;
import io.tidemark.exporter.census.Totals;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** One census as a page for a person. Every text that comes from the application is escaped. */
final class CensusPage {
  /** More than this nobody reads here; the rest is in {@code /api/census}. */
  static final int MAX_ROWS = 100;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder html = new StringBuilder(16 * 1024);

  private CensusPage() {}

  static String render(Publication publication, ProcessMemory memory, JvmMemory jvm) {
    CensusPage page = new CensusPage();
    page.head();
    if (publication.census() == null) {
      page.html.append(
          "</header><main><p class=soft>No census yet: the first sweep has not ended.</p>");
    } else {
      page.body(publication.census(), memory, jvm);
    }
    return page.foot();
  }

  private void head() {
    html.append("<!doctype html><html lang=en><meta charset=utf-8>")
        .append("<meta name=viewport content=\"width=device-width,initial-scale=1\">")
        .append("<title>Tidemark</title><style>")
        .append(PageStyle.CSS)
        .append("</style><header><h1><svg width=26 height=20 aria-hidden=true>")
        .append("<path class=\"wave high\" d=\"M2 4h22\"/>")
        .append("<path class=wave d=\"M2 15q3.7-5 7.3 0t7.3 0 7.4 0\"/></svg>Tidemark</h1>");
  }

  private void body(Census census, ProcessMemory memory, JvmMemory jvm) {
    html.append("<span class=soft>Process ")
        .append(ProcessHandle.current().pid())
        .append(" · census of ")
        .append(TIME.format(census.takenAt()))
        .append("</span></header><main>");
    Totals totals = Totals.of(census.maps());
    tiles(totals);
    memory(totals, memory, jvm);
    List<TrackedMap> sorted = CensusOrder.sorted(census.maps());
    html.append("<h2>Retained-empty maps</h2><p class=soft>")
        .append("Their tables stay at the high-water mark, and for the whole hold time their")
        .append(" entries were never above the limit. Re-creating such a map frees its excess")
        .append(" bytes.</p>");
    new MapTable(html, census)
        .render(
            sorted.stream().filter(TrackedMap::retainedEmpty).toList(), "No map carries the flag.");
    html.append("<h2>Candidates</h2><p class=soft>")
        .append("These look the same but were not observed for the hold time yet.</p>");
    new MapTable(html, census)
        .render(
            sorted.stream().filter(map -> map.candidate() && !map.retainedEmpty()).toList(),
            "No candidates.");
  }

  private void tiles(Totals totals) {
    html.append("<div class=tiles>");
    tile("mark", Figures.count(totals.retainedEmptyMaps()), "retained-empty maps");
    tile("mark", Figures.bytes(totals.retainedEmptyTableBytes()), "in their tables");
    tile("wait", Figures.count(totals.candidates()), "candidates");
    tile("", Figures.bytes(totals.excessBytes()), "excess bytes of all tracked maps");
    tile("", Figures.count(totals.maps()), "maps tracked");
    html.append("</div>");
  }

  private void tile(String kind, String figure, String words) {
    html.append("<div class=\"tile ").append(kind).append("\"><b>").append(figure);
    html.append("</b><span class=soft>").append(words).append("</span></div>");
  }

  private void memory(Totals totals, ProcessMemory memory, JvmMemory jvm) {
    long heap = jvm.heapAfterGcBytes().orElse(-1);
    long largest = Math.max(Math.max(memory.resident().orElse(0), heap), totals.tableBytes());
    html.append(
        "<h2>Memory</h2><p class=soft>What the process takes, what was left of the heap after the");
    html.append(
        " last collection, and what the tracked tables are of it.</p><div class=\"card bars\">");
    bar("b1", "Resident memory", memory.resident().orElse(-1), largest);
    bar("b2", "Heap after the last collection", heap, largest);
    bar("b2", "Tables of tracked maps", totals.tableBytes(), largest);
    bar("b3", "of which excess", totals.excessBytes(), largest);
    html.append("</div><small>");
    jvm.collectorName().ifPresent(name -> html.append(name).append(" collector. "));
    memory
        .containerLimit()
        .ifPresent(
            limit -> html.append("Container limit ").append(Figures.bytes(limit)).append(". "));
    memory
        .residentPeak()
        .ifPresent(peak -> html.append("Resident peak ").append(Figures.bytes(peak)).append(". "));
    html.append(
        "A collection of the young generation leaves what died in the old one. A collector");
    html.append(" may keep the memory it has freed: resident memory need not fall.");
    html.append("</small>");
  }

  private void bar(String kind, String words, long bytes, long largest) {
    if (bytes < 0) {
      return;
    }
    double percent = largest == 0 ? 0 : 100.0 * bytes / largest;
    html.append("<span>").append(words).append("</span>");
    html.append("<span class=num>").append(Figures.bytes(bytes)).append("</span>");
    html.append("<svg aria-hidden=true><rect class=").append(kind).append(" height=12 width=\"");
    html.append(String.format(Locale.ROOT, "%.2f%%", percent)).append("\"/></svg>");
  }

  private String foot() {
    return html.append("</main><footer><a href=\"/metrics\">/metrics</a>")
        .append("<a href=\"/api/census\">/api/census</a><a href=\"/-/healthy\">/-/healthy</a>")
        .append("<a href=\"/-/ready\">/-/ready</a></footer></html>\n")
        .toString();
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }
}
