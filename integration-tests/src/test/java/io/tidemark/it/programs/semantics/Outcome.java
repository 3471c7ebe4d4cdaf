package io.tidemark.it.programs.semantics;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;

/** Prints what came of something: its result, or the whole stack trace of what it threw. */
final class Outcome {

  private Outcome() {}

  static void print(String what, Callable<?> work) {
    String outcome;
    try {
      outcome = String.valueOf(work.call());
    } catch (Exception | Error e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      outcome = trace.toString();
    }
    System.out.println(what + ": " + outcome.stripTrailing());
  }
}
