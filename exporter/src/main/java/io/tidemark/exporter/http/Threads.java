package io.tidemark.exporter.http;

/** Makes the agent's and the exporter's threads. */
public final class Threads {

  private static final long DEFAULT_STACK = 0;

  private Threads() {}

  /**
   * A daemon, not started yet, that inherits nothing of the thread that starts it, and whose end is
   * never the application's to handle, which may end the JVM for it. Any thread.
   *
   * @param ended is told what ends it before its time
   */
  public static Thread daemon(String name, Runnable body, Thread.UncaughtExceptionHandler ended) {
    Thread thread = new Thread(null, body, name, DEFAULT_STACK, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.setUncaughtExceptionHandler(ended);
    return thread;
  }
}
