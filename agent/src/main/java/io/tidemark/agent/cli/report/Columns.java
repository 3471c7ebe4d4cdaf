package io.tidemark.agent.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lines of cells, each column as wide as its widest cell, two blanks between. For one thread. */
public final class Columns {

  private static final String GAP = "  ";

  private final boolean[] right;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * @param alignment a letter for each column: {@code r} for figures, {@code l} for text
   */
  public Columns(String alignment) {
    this.right = new boolean[alignment.length()];
    for (int i = 0; i < right.length; i++) {
      right[i] = alignment.charAt(i) == 'r';
    }
  }

  /** Adds a line of so many cells, each made {@linkplain Terminal#plain plain}. */
  public Columns add(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(cells.length + " cells for " + right.length);
    }
    lines.add(Stream.of(cells).map(Terminal::plain).toList());
    return this;
  }

  /** The lines, without blanks at their ends. */
  public List<String> lines() {
    int[] widths = new int[right.length];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return lines.stream().map(line -> format(line, widths)).toList();
  }

  private String format(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - line.get(i).length());
      text.append(i == 0 ? "" : GAP);
      text.append(right[i] ? blanks + line.get(i) : line.get(i) + blanks);
    }
    return text.toString().stripTrailing();
  }
}
