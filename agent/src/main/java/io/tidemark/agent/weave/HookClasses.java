package io.tidemark.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import jdk.internal.misc.Unsafe;

/**
 * Defines the hook classes of the module bootstrap into {@code java.base}.
 *
 * <p>The other two ways cost the user something: {@code appendToBootstrapClassLoaderSearch} prints
 * a JVM warning and a {@code Boot-Class-Path} loses the application's class data archive.
 */
public final class HookClasses {

  private HookClasses() {}

  /** Opens the packages that are needed to the agent's module. */
  public static void openPackages(Instrumentation instrumentation) {
    Set<Module> agent = Set.of(HookClasses.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.misc", agent),
        Map.of("java.util", agent, "java.util.concurrent", agent, "java.io", agent),
        Set.of(),
        Map.of());
  }

  /** Opens the packages and defines the hook classes, unless an earlier load of the agent did. */
  public static void define(Instrumentation instrumentation) throws IOException {
    openPackages(instrumentation);
    define("java.util.TidemarkHooks5");
    define("java.util.concurrent.TidemarkHooks5");
  }

  /** Not by a Lookup, whose machinery the application's start would pay for. */
  private static void define(String name) throws IOException {
    try {
      Class.forName(name, true, null);
    } catch (ClassNotFoundException notYetThere) {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = HookClasses.class.getClassLoader().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        Unsafe unsafe = Unsafe.getUnsafe();
        unsafe.ensureClassInitialized(unsafe.defineClass(name, bytes, 0, bytes.length, null, null));
      }
    }
  }
}
