package io.tidemark.it.programs.semantics;

import io.tidemark.it.programs.Commands;
import io.tidemark.it.programs.Woven;
import java.util.Map;

/** Prints what maps and sets do, so that two JVMs can be compared letter by letter. */
public final class Behaviour {

  private Behaviour() {}

  /** Takes whether to wait for the weaving. */
  public static void main(String[] arguments) throws Exception {
    if (Boolean.parseBoolean(arguments[0])) {
      Woven.await();
    }
    Commands.serve(
        Map.of(
            "orders", Orders::print,
            "round-trips", RoundTrips::print,
            "modifications", Modifications::print,
            "failures", Failures::print,
            "refusals", Refusals::print));
  }
}
