package io.tidemark.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, built row by row. Used by one thread. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** Starts a table with the titles of its columns. */
  public Table(String... titles) {
    row(titles);
  }

  /** Adds a row of as many cells as there are titles. */
  public Table row(String... cells) {
    if (!rows.isEmpty() && rows.get(0).size() != cells.length) {
      throw new IllegalArgumentException("not as many cells as titles: " + List.of(cells));
    }
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|").append("---|".repeat(rows.get(0).size())).append("\n");
      }
    }
    return text.toString();
  }
}
