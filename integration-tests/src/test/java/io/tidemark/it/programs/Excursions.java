package io.tidemark.it.programs;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** One map of 16,384 slots that holds 2,000 entries and goes up to 5,000 for a moment when told. */
public final class Excursions {

  /** The map. */
  public static final class Subject extends HashMap<Integer, Integer> {
    private static final long serialVersionUID = 1L;
  }

  private static final Map<Integer, Integer> SUBJECT = new Subject();

  private Excursions() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, Commands.Work> commands = new TreeMap<>();
    commands.put(
        "make",
        () -> {
          fill(12_000);
          drainTo(2000);
        });
    commands.put(
        "excursion",
        () -> {
          fill(5000);
          drainTo(2000);
        });
    Commands.serve(commands);
  }

  private static void fill(int entries) {
    for (int i = SUBJECT.size(); i < entries; i++) {
      SUBJECT.put(i, i);
    }
  }

  private static void drainTo(int entries) {
    for (int i = SUBJECT.size() - 1; i >= entries; i--) {
      SUBJECT.remove(i);
    }
  }
}
