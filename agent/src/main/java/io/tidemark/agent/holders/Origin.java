package io.tidemark.agent.holders;

/** Whose a class, an object or a thread is. */
final class Origin {

  private static final ClassLoader AGENT = Origin.class.getClassLoader();
  private static final String THREADS = "tidemark-";

  private Origin() {}

  /** Whether a class came with the agent. */
  static boolean isAgent(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == AGENT || isAgentLoader(loader);
  }

  /** Whether an object is the agent's class loader or that of its library. */
  static boolean isAgentLoader(Object object) {
    return object == AGENT
        || object != null
            && object.getClass().getClassLoader() == AGENT
            && object instanceof ClassLoader;
  }

  /** Whether a thread is one of the agent's. */
  static boolean isAgent(Thread thread) {
    return thread.getName().startsWith(THREADS);
  }

  /** Whether a class is neither the JDK's nor the agent's. */
  static boolean isApplication(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null || loader == ClassLoader.getPlatformClassLoader() || isAgent(type)) {
      return false;
    }
    String module = type.getModule().getName();
    return module == null || !module.startsWith("java.") && !module.startsWith("jdk.");
  }
}
