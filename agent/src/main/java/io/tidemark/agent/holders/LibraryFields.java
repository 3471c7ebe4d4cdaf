package io.tidemark.agent.holders;

import io.tidemark.agent.discovery.JvmtiReferences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.internal.misc.Unsafe;

/** Fields by the native library, which leaves the fields' types alone: no class is refused. */
final class LibraryFields implements FieldSource {

  private final Unsafe unsafe = Unsafe.getUnsafe();
  private final JvmtiReferences jvmti;
  private final long environment;

  LibraryFields(JvmtiReferences jvmti, long environment) {
    this.jvmti = jvmti;
    this.environment = environment;
  }

  @Override
  public Class<?>[] loadedClasses() {
    return jvmti.loadedClasses(environment);
  }

  @Override
  public List<ReferenceField> instanceFields(Class<?> type) {
    String[] described = jvmti.describeFields(environment, type, false);
    Set<String> twice = namedTwice(described, jvmti.describeFields(environment, type, true));
    List<ReferenceField> fields = new ArrayList<>();
    for (int i = 0; i < described.length; i += 2) {
      String name = described[i];
      if (ReferenceField.mayLead(described[i + 1]) && !twice.contains(name)) {
        fields.add(new ReferenceField(type, name, unsafe.objectFieldOffset(type, name)));
      }
    }
    return fields;
  }

  /**
   * Obfuscated classes may have several fields of a name, of which Unsafe finds any, static ones
   * too: read in an instance at a static field's offset, memory of somewhere else crashed the JVM.
   */
  private static Set<String> namedTwice(String[] fields, String[] statics) {
    Set<String> names = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (String[] described : List.of(fields, statics)) {
      for (int i = 0; i < described.length; i += 2) {
        if (!names.add(described[i])) {
          twice.add(described[i]);
        }
      }
    }
    return twice;
  }

  @Override
  public StaticFields staticFields(Class<?> type) {
    String[] described = jvmti.describeFields(environment, type, true);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < described.length; i += 2) {
      if (ReferenceField.mayLead(described[i + 1])) {
        places.add(i / 2);
      }
    }
    if (places.isEmpty()) {
      return StaticFields.NONE;
    }
    Object[] all = jvmti.staticValues(environment, type);
    String[] names = new String[places.size()];
    Object[] values = new Object[places.size()];
    for (int i = 0; i < values.length; i++) {
      names[i] = described[2 * places.get(i)];
      values[i] = all[places.get(i)];
    }
    return new StaticFields(type, names, values);
  }
}
