package io.tidemark.it.programs.semantics;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the maps that the suites make, for a census to be compared with. Used by one thread. */
final class Kept {

  private static final List<Object> ALL = new ArrayList<>();

  private Kept() {}

  /** Keeps a map or set for good, and returns it. */
  static <M> M keep(M made) {
    ALL.add(made);
    return made;
  }

  /**
   * How many kept maps have a table, by their class. It needs {@code --add-opens} for {@code
   * java.util} and {@code java.util.concurrent}.
   */
  static Map<String, Integer> tablesByClass() throws ReflectiveOperationException {
    Map<String, Integer> tables = new TreeMap<>();
    for (Object made : ALL) {
      Object map = mapOf(made);
      if (tableOf(map) != null) {
        tables.merge(map.getClass().getName(), 1, Integer::sum);
      }
    }
    return tables;
  }

  private static Object mapOf(Object made) throws ReflectiveOperationException {
    if (made instanceof ConcurrentHashMap.KeySetView<?, ?> view) {
      return view.getMap();
    }
    return made instanceof HashSet<?> ? field(HashSet.class, "map").get(made) : made;
  }

  private static Object tableOf(Object map) throws ReflectiveOperationException {
    Class<?> type = map instanceof HashMap<?, ?> ? HashMap.class : ConcurrentHashMap.class;
    return field(type, "table").get(map);
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
