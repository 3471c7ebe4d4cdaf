package io.tidemark.benchmarks.programs;

import java.util.concurrent.Callable;

/** Runs something on a stack of a given depth. */
final class Stacks {

  private Stacks() {}

  /** Runs it with so many frames above the one of this method. */
  static <T> T at(int depth, Callable<T> body) throws Exception {
    return depth <= 1 ? body.call() : at(depth - 1, body);
  }
}
