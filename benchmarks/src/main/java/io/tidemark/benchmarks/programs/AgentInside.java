package io.tidemark.benchmarks.programs;

import java.lang.reflect.Field;
import java.util.function.IntSupplier;
import java.util.function.ObjIntConsumer;

/**
 * Reaches the running agent's objects from inside of its JVM, for programs that measure them. Needs
 * {@code --add-opens java.base/java.util=ALL-UNNAMED}.
 */
final class AgentInside {

  static final String OPENS = "--add-opens=java.base/java.util=ALL-UNNAMED";

  private AgentInside() {}

  /** What the woven maps call. */
  @SuppressWarnings("unchecked")
  static ObjIntConsumer<Object> sink() throws ReflectiveOperationException {
    return (ObjIntConsumer<Object>) hooks("sink");
  }

  /** What the woven constructors call for a large map, which keeps their stack. */
  static IntSupplier tickets() throws ReflectiveOperationException {
    return (IntSupplier) hooks("tickets");
  }

  private static Object hooks(String field) throws ReflectiveOperationException {
    return Class.forName("java.util.TidemarkHooks4", true, null).getField(field).get(null);
  }

  /** What holds the tracked maps. */
  static Object registry() throws ReflectiveOperationException {
    return field(sink(), "registry");
  }

  static Object field(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }

  /** The number of a hook by its name. */
  static int hook(String name) throws ReflectiveOperationException {
    ClassLoader loader = sink().getClass().getClassLoader();
    Class<?> hooks = Class.forName("io.tidemark.agent.weave.Hook", true, loader);
    for (Object hook : hooks.getEnumConstants()) {
      if (((Enum<?>) hook).name().equals(name)) {
        return ((Enum<?>) hook).ordinal();
      }
    }
    throw new NoSuchFieldException(name);
  }
}
