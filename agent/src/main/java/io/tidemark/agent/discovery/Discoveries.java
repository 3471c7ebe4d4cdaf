package io.tidemark.agent.discovery;

import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.Optional;

/** Chooses how this JVM's maps are discovered. */
public final class Discoveries {

  private static WeakReference<JvmtiReferences> loaded = new WeakReference<>(null);

  private Discoveries() {}

  /**
   * By the native library where it can be loaded, which is tried now; by a walk in Java otherwise.
   *
   * <p>The hook classes must be defined. All that is made here can be collected once the result is
   * dropped, the library included.
   */
  public static Discovery create(Instrumentation instrumentation) {
    try {
      return new HeapScan(load(instrumentation));
    } catch (LibraryLoader.Unavailable unavailable) {
      return new JavaWalk(instrumentation, unavailable.getMessage());
    }
  }

  /** The native library, for naming holders; empty where it can't be loaded. */
  public static Optional<JvmtiReferences> library(Instrumentation instrumentation) {
    try {
      return Optional.of(load(instrumentation));
    } catch (LibraryLoader.Unavailable unavailable) {
      return Optional.empty();
    }
  }

  /** One for all who ask while another holds it: the JVM may refuse a file to a second loader. */
  private static synchronized JvmtiReferences load(Instrumentation instrumentation)
      throws LibraryLoader.Unavailable {
    JvmtiReferences library = loaded.get();
    if (library == null) {
      library = (JvmtiReferences) new LibraryLoader(instrumentation).load();
      loaded = new WeakReference<>(library);
    }
    return library;
  }
}
