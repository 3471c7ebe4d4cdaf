package io.tidemark.benchmarks.harness;

/** How thoroughly is measured. */
public enum Scale {
  /** Minutes, each time anew: guards against regressions. */
  SHORT,
  /** Up to hours, resumable: what RESULTS.md is made of. */
  LONG
}
