package io.tidemark.it.programs;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps 100,000 maps, each grown at a line of its own. */
public final class ManySites {

  /** The classes. */
  public static final int CLASSES = 100;

  /** The lines of each. */
  public static final int LINES = 1000;

  private static final List<Map<Object, Object>> KEPT = new ArrayList<>();

  private ManySites() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("grow", ManySites::grow));
  }

  /** A class's name. */
  public static String name(int number) {
    return "Site" + number;
  }

  private static void grow() throws Exception {
    // 20 entries make a table of 32 slots, or of 64 where putAll presizes it
    Map<Object, Object> from = MapShapes.fill(new HashMap<>(), 20);
    for (int i = 0; i < CLASSES; i++) {
      Method grow = Class.forName(name(i)).getMethod("grow", int.class, Map.class, Map.class);
      for (int line = 0; line < LINES; line++) {
        Map<Object, Object> map = new Grown();
        grow.invoke(null, line, map, from);
        KEPT.add(map);
      }
    }
  }

  /** A map. */
  public static final class Grown extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }
}
