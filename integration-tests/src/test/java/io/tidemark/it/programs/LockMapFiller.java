package io.tidemark.it.programs;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    // reflection does not show this field, a lookup does
    Map<?, ?> locks =
        (Map<?, ?>)
            MethodHandles.privateLookupIn(ClassLoader.class, MethodHandles.lookup())
                .findVarHandle(ClassLoader.class, "parallelLockMap", ConcurrentHashMap.class)
                .get(loader);
    int slots = Integer.getInteger("it.lockmap.slots");
    int wanted = slots - slots / 4 - Integer.getInteger("it.lockmap.distance");
    for (int i = 0; locks.size() < wanted; i++) {
      lookUp("no.such.C".concat(Integer.toString(i)), loader);
    }
    int reached = locks.size();
    // a concatenation would look up classes of its own
    System.out.print("lock map has ");
    System.out.println(reached);
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
