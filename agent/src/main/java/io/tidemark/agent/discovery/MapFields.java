package io.tidemark.agent.discovery;

import java.util.HashSet;
import java.util.Set;

/**
 * The JVMTI indices of a map's fields. An index counts the fields of all distinct superinterfaces
 * first, then those of the superclasses from the top, then the class's own; so the same field has
 * another index in a subclass that implements an interface with constants.
 */
final class MapFields {

  private final Jvmti jvmti;
  private final long environment;

  MapFields(Jvmti jvmti, long environment) {
    this.jvmti = jvmti;
    this.environment = environment;
  }

  /**
   * The index of a field in instances of exactly this class.
   *
   * @param declaring the class of the JDK's that declares the field: asking an application's class
   *     for a field would load the types of its fields
   */
  int index(Class<?> type, Class<?> declaring, String name) {
    int position;
    try {
      position = jvmti.fieldPosition(environment, declaring, declaring.getDeclaredField(name));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("no field " + declaring.getName() + "." + name, e);
    }
    if (position == Jvmti.NONE) {
      throw new IllegalStateException(declaring.getName() + "." + name + " unknown to JVMTI");
    }
    Set<Class<?>> interfaces = new HashSet<>();
    for (Class<?> t = type; t != null; t = t.getSuperclass()) {
      addInterfaces(t, interfaces);
    }
    int index = position;
    for (Class<?> each : interfaces) {
      index += jvmti.fields(environment, each);
    }
    for (Class<?> t = declaring.getSuperclass(); t != null; t = t.getSuperclass()) {
      index += jvmti.fields(environment, t);
    }
    return index;
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> to) {
    for (Class<?> each : type.getInterfaces()) {
      if (to.add(each)) {
        addInterfaces(each, to);
      }
    }
  }
}
