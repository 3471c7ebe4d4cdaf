package io.tidemark.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Defines the hook classes of the module bootstrap into {@code java.base}.
 *
 * <p>The other two ways cost the user something: {@code appendToBootstrapClassLoaderSearch} prints
 * a JVM warning and a {@code Boot-Class-Path} loses the application's class data archive.
 */
public final class HookClasses {

  private static final String NAME = ".TidemarkHooks1";

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

  /** Defines the hook classes, unless an earlier load of the agent did. */
  public static void define() throws IOException, IllegalAccessException {
    define(HashMap.class);
    define(ConcurrentHashMap.class);
  }

  private static void define(Class<?> neighbour) throws IOException, IllegalAccessException {
    String name = neighbour.getPackageName() + NAME;
    try {
      Class.forName(name, true, null);
    } catch (ClassNotFoundException notYetThere) {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = HookClasses.class.getClassLoader().getResourceAsStream(file)) {
        MethodHandles.Lookup lookup =
            MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup());
        lookup.ensureInitialized(lookup.defineClass(in.readAllBytes()));
      }
    }
  }
}
