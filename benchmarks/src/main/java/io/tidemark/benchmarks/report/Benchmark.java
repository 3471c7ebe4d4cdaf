package io.tidemark.benchmarks.report;

import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;

/**
 * One question about the cost of Tidemark: how it is measured, and how the answer reads. Used by
 * one thread.
 */
public interface Benchmark {

  /** Its name on the command line and of its file of samples, such as {@code startup}. */
  String name();

  /**
   * Measures, and adds what it measured to the session's samples. What the samples hold already is
   * not measured again, so that a long run can be resumed.
   *
   * @throws Exception when something could not be measured; what was measured before stays
   */
  void run(Session session) throws Exception;

  /** Tells what the samples show, and whether each goal is met. */
  Section report(Samples samples);
}
