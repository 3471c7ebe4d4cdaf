package io.tidemark.agent.discovery;

import java.lang.instrument.Instrumentation;

/** Chooses how this JVM's maps are discovered. */
public final class Discoveries {

  private Discoveries() {}

  /**
   * By the native library where it can be loaded, which is tried now.
   *
   * <p>The hook classes must be defined. What is made here can be collected once the result is
   * dropped, the library included.
   */
  public static Discovery create(Instrumentation instrumentation) {
    try {
      return new HeapScan(instrumentation, new LibraryLoader(instrumentation).load());
    } catch (LibraryLoader.Unavailable unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }
}
