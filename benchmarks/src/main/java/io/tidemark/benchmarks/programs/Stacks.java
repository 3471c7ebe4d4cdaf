package io.tidemark.benchmarks.programs;

import java.util.concurrent.Callable;

/** Runs something on a stack of a given depth. */
final class Stacks {

  private Stacks() {}

  /** Runs it on a stack of so many frames, its own among them; or of those that there are. */
  static <T> T at(int depth, Callable<T> body) throws Exception {
    int own = new Throwable().getStackTrace().length;
    return deeper(depth - own - 2, body);
  }

  private static <T> T deeper(int frames, Callable<T> body) throws Exception {
    return frames <= 0 ? body.call() : deeper(frames - 1, body);
  }
}
