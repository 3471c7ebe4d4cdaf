package io.tidemark.agent.discovery;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import jdk.internal.reflect.ConstantPool;

/**
 * Asks classes for their fields without a class of the application being loaded for it: the JVM
 * resolves the types of all fields of a class that is asked, by the class's loader, which runs the
 * application's code where it does not know the type yet.
 *
 * <p>So a class of the application is asked only if its loader is on record for every type that the
 * constant pool has a descriptor of, the fields' types among them: then the JVM looks no further.
 */
public final class LoadedTypes {

  private final Instrumentation instrumentation;

  /** The names in order, and not in a HashMap, which Tidemark would track. */
  private final Map<ClassLoader, String[]> known = new IdentityHashMap<>();

  private final Method constantPool;
  private final Method declaredFields;
  private int refused;

  /** {@code java.lang} must be open and {@code jdk.internal.reflect} exported to this module. */
  public LoadedTypes(Instrumentation instrumentation) throws ReflectiveOperationException {
    this.instrumentation = instrumentation;
    constantPool = Class.class.getDeclaredMethod("getConstantPool");
    constantPool.setAccessible(true);
    declaredFields = Class.class.getDeclaredMethod("getDeclaredFields0", boolean.class);
    declaredFields.setAccessible(true);
  }

  /** The classes that could not be asked. */
  public int refused() {
    return refused;
  }

  /** The fields that a class declares, none where it can't be asked. */
  public Field[] fields(Class<?> type) throws ReflectiveOperationException {
    if (!isOfJdk(type.getClassLoader()) && !allKnown(type)) {
      refused++;
      return new Field[0];
    }
    try {
      return (Field[]) declaredFields.invoke(type, false);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof LinkageError) {
        refused++;
        return new Field[0];
      }
      throw e;
    }
  }

  private static boolean isOfJdk(ClassLoader loader) {
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private boolean allKnown(Class<?> type) throws ReflectiveOperationException {
    ClassLoader loader = type.getClassLoader();
    String[] names = known.get(loader);
    if (names == null) {
      Class<?>[] initiated = instrumentation.getInitiatedClasses(loader);
      names = new String[initiated.length];
      for (int i = 0; i < names.length; i++) {
        names[i] = initiated[i].getName();
      }
      Arrays.sort(names);
      known.put(loader, names);
    }
    ConstantPool constants = (ConstantPool) constantPool.invoke(type);
    for (int i = 1; i < constants.getSize(); i++) {
      String name = isText(constants, i) ? typeName(constants.getUTF8At(i)) : null;
      if (name != null
          && Arrays.binarySearch(names, name) < 0
          && !(isJdkCode(loader) && isJdkName(name))) {
        return false;
      }
    }
    return true;
  }

  /** The JVM's own loader of the class path looks for these in the JDK alone. */
  private static boolean isJdkCode(ClassLoader loader) {
    return loader.getClass().getModule() == Object.class.getModule();
  }

  private static boolean isJdkName(String name) {
    return name.startsWith("java.");
  }

  private static boolean isText(ConstantPool constants, int index) {
    try {
      return constants.getTagAt(index) == ConstantPool.Tag.UTF8;
    } catch (IllegalArgumentException newerKindOfConstant) {
      return false;
    }
  }

  /** The class that a text is a field descriptor of, or null where it is none. */
  static String typeName(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == '[') {
      start++;
    }
    int end = text.length() - 1;
    if (end <= start || text.charAt(start) != 'L' || text.charAt(end) != ';') {
      return null;
    }
    String name = text.substring(start + 1, end);
    return name.indexOf('<') >= 0 || name.indexOf(';') >= 0 ? null : name.replace('/', '.');
  }
}
