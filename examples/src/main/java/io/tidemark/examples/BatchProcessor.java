package io.tidemark.examples;

import io.tidemark.examples.batch.CyclePlan;
import io.tidemark.examples.batch.Payment;
import io.tidemark.examples.batch.RecordIndex;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A batch processor with the classic incident in it. Every cycle loads its records into one
 * long-lived map, processes and clears it. One cycle has to catch up on a backlog and grows the
 * map's table, which stays so for the life of the process. It runs until it is told to end, by
 * {@code --cycles} or by a signal.
 */
public final class BatchProcessor {

  private static final String USAGE =
      """
      usage: BatchProcessor [--name value]...
        --cycle-time       from one cycle's start to the next (2s)
        --records          records in a cycle (500000)
        --catch-up-cycle   which cycle catches up on a backlog, 0 for none (12)
        --catch-up-records records in that cycle (3200000)
        --cycles           how many cycles to run, 0 for no end (0)""";

  /** Lives as long as the process, as such an index does. */
  private static final RecordIndex INDEX = new RecordIndex();

  private final CyclePlan plan;

  private BatchProcessor(CyclePlan plan) {
    this.plan = plan;
  }

  /** Runs the cycles; ends with status 2 and the usage on standard error on a bad argument. */
  public static void main(String[] words) throws InterruptedException {
    System.exit(run(words));
  }

  static int run(String... words) throws InterruptedException {
    try {
      Arguments arguments =
          Arguments.parse(
              List.of(words),
              Set.of("cycle-time", "records", "catch-up-cycle", "catch-up-records", "cycles"));
      CyclePlan plan =
          new CyclePlan(
              arguments.number("records", 500_000),
              arguments.number("catch-up-records", 3_200_000),
              arguments.number("catch-up-cycle", 12));
      Duration cycleTime = arguments.duration("cycle-time", Duration.ofSeconds(2));
      int cycles = arguments.number("cycles", 0);
      new BatchProcessor(plan).run(cycleTime, cycles == 0 ? Long.MAX_VALUE : cycles);
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      return 2;
    }
  }

  private void run(Duration cycleTime, long cycles) throws InterruptedException {
    long due = System.nanoTime();
    for (long cycle = 1; cycle <= cycles; cycle++) {
      load(cycle);
      int loaded = INDEX.size();
      long cents = INDEX.totalCents();
      sleepUntil(due + cycleTime.toNanos() / 2); // the time that real processing would take
      INDEX.clear();
      System.out.printf(
          Locale.ROOT,
          "cycle %d: %,d records%s, %,.2f in total, processed and cleared%n",
          cycle,
          loaded,
          plan.catchesUpIn(cycle) ? " to catch up" : "",
          cents / 100.0);
      due += cycleTime.toNanos();
      sleepUntil(due);
    }
  }

  private void load(long cycle) {
    int records = plan.recordsIn(cycle);
    for (int i = 0; i < records; i++) {
      INDEX.add(new Payment(cycle * Integer.MAX_VALUE + i, i % 4096, 100 + i % 9_900));
    }
  }

  private static void sleepUntil(long nanoTime) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
  }
}
