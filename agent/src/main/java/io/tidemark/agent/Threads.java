package io.tidemark.agent;

/**
 * Makes the agent's threads: daemons that inherit nothing of the thread that starts them, and whose
 * end is never the application's to handle, which may end the JVM for it.
 */
final class Threads {

  private static final long DEFAULT_STACK = 0;

  private Threads() {}

  static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(null, body, name, DEFAULT_STACK, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.setUncaughtExceptionHandler(Notices.NOTICES);
    return thread;
  }
}
