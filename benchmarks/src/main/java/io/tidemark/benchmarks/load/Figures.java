package io.tidemark.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Small things that the benchmarks of this package share. */
final class Figures {

  private Figures() {}

  static String decimals(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static List<String> with(List<String> options, List<String> more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return all;
  }
}
