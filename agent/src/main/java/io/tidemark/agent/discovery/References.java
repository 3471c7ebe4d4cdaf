package io.tidemark.agent.discovery;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jdk.internal.misc.Unsafe;

/**
 * Reads the references that objects and classes hold, by the places of their fields: no method of
 * theirs is called and no class is initialised.
 */
final class References {

  private static final long[] NONE = {};

  /** Nothing that could lead to a map hangs on these. */
  private static final Set<Class<?>> LEAVES =
      Set.of(String.class, Integer.class, Long.class, Boolean.class, Double.class);

  private final Unsafe unsafe = Unsafe.getUnsafe();
  private final LoadedTypes types;
  private final Map<Class<?>, long[]> places = new IdentityHashMap<>();

  References(LoadedTypes types) {
    this.types = types;
  }

  /** Whether an object may hold any. */
  boolean holdsAny(Object object) throws ReflectiveOperationException {
    return object instanceof Object[] || places(object.getClass()).length > 0;
  }

  /** Hands on what an object refers to, but for what a {@link Reference} refers to. */
  void forEach(Object object, Consumer<Object> action) throws ReflectiveOperationException {
    if (object instanceof Object[] array) {
      for (Object element : array) {
        accept(element, action);
      }
      return;
    }
    for (long place : places(object.getClass())) {
      accept(unsafe.getReference(object, place), action);
    }
  }

  /** Hands on what the static fields of a class refer to, if it is initialised. */
  void forEachStatic(Class<?> type, Consumer<Object> action) throws ReflectiveOperationException {
    if (type.isArray() || type.isPrimitive() || unsafe.shouldBeInitialized(type)) {
      return;
    }
    for (Field field : types.fields(type)) {
      if (Modifier.isStatic(field.getModifiers()) && mayLead(field.getType())) {
        accept(
            unsafe.getReference(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field)),
            action);
      }
    }
  }

  private static void accept(Object reference, Consumer<Object> action) {
    if (reference != null) {
      action.accept(reference);
    }
  }

  private long[] places(Class<?> type) throws ReflectiveOperationException {
    // what a Reference refers to is held weakly, and reading it here would hide that from the JVM
    if (type == null || type == Reference.class || type.isArray()) {
      return NONE;
    }
    long[] known = places.get(type);
    if (known != null) {
      return known;
    }
    List<Long> found = new ArrayList<>();
    for (long inherited : places(type.getSuperclass())) {
      found.add(inherited);
    }
    for (Field field : types.fields(type)) {
      if (!Modifier.isStatic(field.getModifiers()) && mayLead(field.getType())) {
        found.add(unsafe.objectFieldOffset(field));
      }
    }
    long[] made = found.stream().mapToLong(Long::longValue).toArray();
    places.put(type, made);
    return made;
  }

  private static boolean mayLead(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return !element.isPrimitive() && !LEAVES.contains(element);
  }
}
