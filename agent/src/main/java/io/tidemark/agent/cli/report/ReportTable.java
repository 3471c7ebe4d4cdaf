package io.tidemark.agent.cli.report;

import io.tidemark.agent.cli.report.CensusReport.Row;
import io.tidemark.agent.cli.report.CensusReport.State;
import io.tidemark.exporter.web.Figures;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A census as text: totals, and the flagged maps and candidates by their excess bytes. */
public final class ReportTable {

  private static final String DETAIL = "    ";

  private ReportTable() {}

  /**
   * The lines to print.
   *
   * @param title which JVM it is
   * @param discovery how the maps that were there before were looked for
   * @param limit how many maps are listed at most
   */
  public static List<String> lines(String title, CensusReport census, String discovery, int limit) {
    List<String> lines = new ArrayList<>();
    lines.add(Terminal.plain(title));
    lines.add("");
    lines.addAll(totals(census));
    lines.add("");
    lines.add("discovery " + discovery);
    List<Row> suspects = census.suspects();
    lines.add("");
    if (suspects.isEmpty()) {
      lines.add("No map is flagged, and none is a candidate.");
      return lines;
    }
    addRows(lines, suspects.subList(0, Math.min(limit, suspects.size())));
    if (suspects.size() > limit) {
      lines.add(Figures.count(suspects.size() - limit) + " more with less excess: see --limit");
    }
    lines.add("");
    addLegend(lines, suspects);
    return lines;
  }

  private static List<String> totals(CensusReport census) {
    Columns totals = new Columns("lr");
    totals.add("census", census.takenAt().truncatedTo(ChronoUnit.SECONDS).toString());
    census.gc().ifPresent(gc -> totals.add("collector", gc));
    census.residentBytes().ifPresent(b -> totals.add("resident memory", Figures.bytes(b)));
    census
        .heapAfterGcBytes()
        .ifPresent(b -> totals.add("heap after last collection", Figures.bytes(b)));
    List<String> lines = new ArrayList<>(totals.lines());
    lines.add("");
    Columns maps = new Columns("lrrr");
    maps.add("", "MAPS", "TABLES", "EXCESS");
    maps.add(
        "tracked",
        Figures.count(census.maps()),
        Figures.bytes(census.tableBytes()),
        Figures.bytes(census.excessBytes()));
    addTotal(maps, "flagged", census.in(State.FLAGGED));
    addTotal(maps, "candidates", census.in(State.CANDIDATE));
    lines.addAll(maps.lines());
    return lines;
  }

  private static void addTotal(Columns columns, String name, List<Row> rows) {
    columns.add(
        name,
        Figures.count(rows.size()),
        Figures.bytes(rows.stream().mapToLong(Row::tableBytes).sum()),
        Figures.bytes(rows.stream().mapToLong(Row::excessBytes).sum()));
  }

  private static void addRows(List<String> lines, List<Row> rows) {
    Columns columns = new Columns("rrrrrlrl");
    columns.add("EXCESS", "TABLE", "SLOTS", "ENTRIES", "PEAK", "STATE", "OBSERVED", "MAP");
    for (Row row : rows) {
      columns.add(
          Figures.bytes(row.excessBytes()),
          Figures.bytes(row.tableBytes()),
          Figures.count(row.slots()),
          Figures.count(row.entries()),
          Figures.count(row.peakEntries()),
          state(row),
          Figures.duration(row.observed()),
          row.className());
    }
    List<String> table = columns.lines();
    lines.add(table.get(0));
    for (int i = 0; i < rows.size(); i++) {
      lines.add(table.get(i + 1));
      addDetails(lines, rows.get(i));
    }
  }

  private static void addDetails(List<String> lines, Row row) {
    if (!row.className().equals("java.util." + row.type())
        && !row.className().equals("java.util.concurrent." + row.type())) {
      lines.add(DETAIL + "a " + Terminal.plain(row.type()));
    }
    row.holder().ifPresent(holder -> lines.add(DETAIL + "held by " + Terminal.plain(holder)));
    row.site().ifPresent(site -> lines.add(DETAIL + "site " + Terminal.plain(site)));
  }

  private static String state(Row row) {
    String state = row.state() == State.FLAGGED ? "flagged" : "candidate";
    return row.confirmed() ? state : state + ", unconfirmed";
  }

  private static void addLegend(List<String> lines, List<Row> suspects) {
    lines.add("EXCESS is what re-creating the map would free. PEAK is the most entries within the");
    lines.add("hold time, as far as it was OBSERVED.");
    if (suspects.stream().anyMatch(row -> row.state() == State.CANDIDATE)) {
      lines.add("A candidate would be flagged, but was not observed for the whole hold time yet.");
    }
    if (suspects.stream().anyMatch(row -> !row.confirmed())) {
      lines.add("Unconfirmed: nobody was seen to hold it, so it may be garbage that no collection");
      lines.add("has covered yet; --gc asks for one.");
    }
  }
}
