package io.tidemark.agent.holders;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a walk has to know of each class that it meets; asked of the source once. */
final class Shapes {

  /** What a walk does with the objects of a class. */
  static final class Shape {

    private final boolean followed;
    private final boolean wanted;
    private final boolean thread;
    private final ReferenceField[] fields;

    /** How many of its objects were visited. */
    int visited;

    private Shape(boolean followed, boolean wanted, boolean thread, ReferenceField[] fields) {
      this.followed = followed;
      this.wanted = wanted;
      this.thread = thread;
      this.fields = fields;
    }

    /** Whether its objects are visited. */
    boolean followed() {
      return followed;
    }

    /** Whether a map that is looked for may be among them. */
    boolean wanted() {
      return wanted;
    }

    /** Whether they are threads. */
    boolean thread() {
      return thread;
    }

    /** What is followed from them, inherited fields first. */
    ReferenceField[] fields() {
      return fields;
    }
  }

  private static final ReferenceField[] NO_FIELDS = {};

  private final FieldSource source;
  private final Set<Class<?>> wanted;
  private final Map<Class<?>, Shape> shapes = new IdentityHashMap<>();

  Shapes(FieldSource source, Set<Class<?>> wanted) {
    this.source = source;
    this.wanted = wanted;
  }

  Shape of(Class<?> type) throws ReflectiveOperationException {
    Shape known = shapes.get(type);
    if (known == null) {
      known = make(type);
      shapes.put(type, known);
    }
    return known;
  }

  private Shape make(Class<?> type) throws ReflectiveOperationException {
    if (type.isArray()) {
      boolean mayLead = ReferenceField.mayLead(type.descriptorString());
      return new Shape(mayLead, false, false, NO_FIELDS);
    }
    boolean mine = wanted.contains(type);
    if (Origin.isAgent(type)) {
      return new Shape(false, false, false, NO_FIELDS);
    }
    ReferenceField[] fields = fields(type);
    // a thread local holds nothing, but tells whose value a thread has
    boolean followed = fields.length > 0 || mine || ThreadLocal.class.isAssignableFrom(type);
    return new Shape(followed, mine, Thread.class.isAssignableFrom(type), fields);
  }

  private ReferenceField[] fields(Class<?> type) throws ReflectiveOperationException {
    List<ReferenceField> fields = new ArrayList<>();
    Class<?> parent = type.getSuperclass();
    // what a Reference refers to is held weakly, and reading it would hide that from the JVM
    if (parent != null && parent != Reference.class) {
      fields.addAll(List.of(of(parent).fields()));
    }
    if (type != Reference.class) {
      fields.addAll(source.instanceFields(type));
    }
    return fields.toArray(NO_FIELDS);
  }
}
