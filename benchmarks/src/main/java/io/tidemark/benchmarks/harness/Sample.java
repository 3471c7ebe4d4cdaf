package io.tidemark.benchmarks.harness;

/**
 * One measured figure.
 *
 * @param jdk the feature version of the JDK that was measured, such as 17
 * @param what the case, such as {@code hello world}
 * @param arm the variant that is compared with others, such as {@code no agent}
 * @param fork the number of the run, from 1; figures of the same fork were measured side by side
 * @param metric what was measured, with its unit, such as {@code wall ms}
 * @param value the figure
 */
public record Sample(int jdk, String what, String arm, int fork, String metric, double value) {

  private static final String TAB = "\t";

  /** Without tabs and line breaks, which separate them in a file. */
  public Sample {
    if ((what + arm + metric).matches("(?s).*[\t\n].*")) {
      throw new IllegalArgumentException("a tab or line break in: " + what + arm + metric);
    }
  }

  String line() {
    return String.join(
        TAB,
        Integer.toString(jdk),
        what,
        arm,
        Integer.toString(fork),
        metric,
        Double.toString(value));
  }

  static Sample parse(String line) {
    String[] cells = line.split(TAB, -1);
    return new Sample(
        Integer.parseInt(cells[0]),
        cells[1],
        cells[2],
        Integer.parseInt(cells[3]),
        cells[4],
        Double.parseDouble(cells[5]));
  }
}
