package io.tidemark.it.programs;

import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.security.ProtectionDomain;

/** The packaged agent's classes in a program that tries parts of it, without starting the agent. */
final class AgentClasses {

  private AgentClasses() {}

  /** A class loader of them, as the entry class makes it. */
  static ClassLoader load(String jar) throws ReflectiveOperationException {
    Constructor<?> constructor =
        Class.forName("io.tidemark.Libraries")
            .getDeclaredConstructor(File.class, ProtectionDomain.class);
    constructor.setAccessible(true);
    ProtectionDomain own = AgentClasses.class.getProtectionDomain();
    return (ClassLoader) constructor.newInstance(new File(jar), own);
  }

  /** Says whether collections unload the classes, once nothing holds on to them any more. */
  static void reportWhetherGone(WeakReference<ClassLoader> loader) throws InterruptedException {
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    System.out.println("loader " + (loader.get() == null ? "gone" : "held"));
  }
}
