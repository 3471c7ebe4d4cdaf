package io.tidemark.it.programs;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;

/**
 * Brings the application class loader's own lock map, a ConcurrentHashMap that gets an entry even
 * for a class that is not there, near a growth: to three quarters of {@code it.lockmap.slots} less
 * {@code it.lockmap.distance}.
 */
public final class LockMapFiller {

  private LockMapFiller() {}

  public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
    instrumentation.redefineModule(
        ClassLoader.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(LockMapFiller.class.getModule())),
        Set.of(),
        Map.of());
    Field field = ClassLoader.class.getDeclaredField("parallelLockMap");
    field.setAccessible(true);
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    Map<?, ?> locks = (Map<?, ?>) field.get(loader);
    int slots = Integer.getInteger("it.lockmap.slots");
    int wanted = slots - slots / 4 - Integer.getInteger("it.lockmap.distance");
    for (int i = 0; locks.size() < wanted; i++) {
      lookUp("no.such.C" + i, loader);
    }
    System.out.println("lock map has " + locks.size());
  }

  private static void lookUp(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      throw new IllegalStateException(name + " exists");
    } catch (ClassNotFoundException expected) {
      // its name is in the lock map now
      return;
    }
  }
}
