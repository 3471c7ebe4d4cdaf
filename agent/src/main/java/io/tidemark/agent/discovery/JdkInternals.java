package io.tidemark.agent.discovery;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;

/** What of the JDK's insides a walk in Java needs. */
public final class JdkInternals {

  private JdkInternals() {}

  /** Opens {@code java.lang}, and exports the JDK's Unsafe and its constant pools, to the agent. */
  public static void open(Instrumentation instrumentation) {
    Set<Module> agent = Set.of(JdkInternals.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.misc", agent, "jdk.internal.reflect", agent),
        Map.of("java.lang", agent),
        Set.of(),
        Map.of());
  }

  /**
   * The platform threads; {@code java.lang} must be open. Not by ThreadGroup, which calls what a
   * group of the application's overrides.
   */
  public static Thread[] threads() throws ReflectiveOperationException {
    Method getThreads = Thread.class.getDeclaredMethod("getThreads");
    getThreads.setAccessible(true);
    return (Thread[]) getThreads.invoke(null);
  }
}
