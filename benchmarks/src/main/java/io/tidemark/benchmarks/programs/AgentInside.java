package io.tidemark.benchmarks.programs;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.IntConsumer;
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
    return (ObjIntConsumer<Object>) hooks("sink").get(null);
  }

  /** What the woven constructors call for a large map, which keeps their stack. */
  static IntSupplier tickets() throws ReflectiveOperationException {
    return (IntSupplier) hooks("tickets").get(null);
  }

  /** Has the woven maps call another than the agent. */
  static void sink(ObjIntConsumer<Object> other) throws ReflectiveOperationException {
    hooks("sink").set(null, other);
  }

  private static Field hooks(String field) throws ReflectiveOperationException {
    return Class.forName("java.util.TidemarkHooks5", true, null).getField(field);
  }

  /** What holds the tracked maps. */
  static Object registry() throws ReflectiveOperationException {
    return field(sink(), "registry");
  }

  /** Allows that many stacks of sites until the next sweep. */
  static IntConsumer stacksAllowed() throws ReflectiveOperationException {
    Object sites = registry().getClass().getMethod("sites").invoke(registry());
    Method allow = sites.getClass().getMethod("allow", int.class);
    return stacks -> {
      try {
        allow.invoke(sites, stacks);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    };
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
