package io.tidemark.benchmarks.programs.workloads;

import java.io.IOException;
import java.sql.SQLException;

/** A program that lives on maps, operation by operation. Used by one thread. */
interface Workload extends AutoCloseable {

  /** Does one operation. */
  void operate() throws Exception;

  @Override
  void close() throws IOException, SQLException;
}
