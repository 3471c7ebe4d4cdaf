package io.tidemark.benchmarks.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Of what and where figures were measured.
 *
 * @param machine the machine and the JDK
 * @param build the product's commit, as far as it is known
 * @param begun when the run began that measured them, or what else is known of it
 */
public record Batch(String machine, String build, String begun) {

  /** Names the product's commit; {@code bin/bench} gives it. */
  private static final String BUILD = "tidemark.build";

  private static final String NOT_RECORDED = "not recorded";
  private static final String BETWEEN = " | ";
  private static final int DAY = 10;

  /** That of this run, the same for as long as it lasts. */
  static Batch ofThisRun(Jdk jdk) throws IOException {
    Instant begun =
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime())
            .truncatedTo(ChronoUnit.SECONDS);
    return new Batch(
        Machine.description() + ", JDK " + jdk.version(),
        System.getProperty(BUILD, NOT_RECORDED),
        begun.toString());
  }

  /** Reads a line; old ones have the machine alone. */
  static Batch parse(String line) {
    String[] parts = line.substring(1).strip().split(" \\| ");
    return new Batch(
        parts[0],
        parts.length > 1 ? parts[1] : NOT_RECORDED,
        parts.length > 2 ? parts[2] : "day " + NOT_RECORDED);
  }

  String line() {
    return "# " + machine + BETWEEN + build + BETWEEN + begun;
  }

  /** The day of it. */
  public String day() {
    return begun.matches("\\d{4}-.*T.*") ? begun.substring(0, DAY) : begun;
  }
}
