package io.tidemark.it.programs;

import java.util.HashMap;
import java.util.Map;

/** Keeps a map that was large once. */
public final class Retained {

  private static final Map<Object, Object> KEPT = new OnceLarge();

  private Retained() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("make", Retained::make));
  }

  private static void make() {
    for (int i = 0; i < 300_000; i++) {
      KEPT.put(i, i);
    }
    KEPT.clear();
    KEPT.put("left", "over");
  }

  /** The map. */
  public static final class OnceLarge extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }
}
