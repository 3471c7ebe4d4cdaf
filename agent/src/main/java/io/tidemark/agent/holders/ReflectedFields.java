package io.tidemark.agent.holders;

import io.tidemark.agent.discovery.LoadedTypes;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.Unsafe;

/** Fields by reflection, of those classes that can be asked without another being loaded. */
final class ReflectedFields implements FieldSource {

  private final Unsafe unsafe = Unsafe.getUnsafe();
  private final Instrumentation instrumentation;
  private final LoadedTypes types;

  ReflectedFields(Instrumentation instrumentation) throws ReflectiveOperationException {
    this.instrumentation = instrumentation;
    this.types = new LoadedTypes(instrumentation);
  }

  @Override
  public Class<?>[] loadedClasses() {
    return instrumentation.getAllLoadedClasses();
  }

  @Override
  public List<ReferenceField> instanceFields(Class<?> type) throws ReflectiveOperationException {
    List<ReferenceField> fields = new ArrayList<>();
    for (Field field : types.fields(type)) {
      if (!Modifier.isStatic(field.getModifiers()) && mayLead(field)) {
        fields.add(new ReferenceField(type, field.getName(), unsafe.objectFieldOffset(field)));
      }
    }
    return fields;
  }

  @Override
  public StaticFields staticFields(Class<?> type) throws ReflectiveOperationException {
    List<String> names = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Field field : types.fields(type)) {
      if (Modifier.isStatic(field.getModifiers()) && mayLead(field)) {
        names.add(field.getName());
        values.add(
            unsafe.getReference(unsafe.staticFieldBase(field), unsafe.staticFieldOffset(field)));
      }
    }
    return names.isEmpty()
        ? StaticFields.NONE
        : new StaticFields(type, names.toArray(new String[0]), values.toArray());
  }

  private static boolean mayLead(Field field) {
    return ReferenceField.mayLead(field.getType().descriptorString());
  }
}
