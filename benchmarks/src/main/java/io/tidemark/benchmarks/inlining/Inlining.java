package io.tidemark.benchmarks.inlining;

import io.tidemark.benchmarks.Benchmark;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.report.Section;

public final class Inlining implements Benchmark {
  @Override
  public String name() {
    return "inlining";
  }

  @Override
  public void run(Session session) throws Exception {}

  @Override
  public Section report(Samples samples) {
    return null;
  }
}
