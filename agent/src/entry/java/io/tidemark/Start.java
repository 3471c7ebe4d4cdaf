package io.tidemark;

import java.io.File;
import java.lang.instrument.Instrumentation;

/** Starts the agent while the application starts. */
final class Start extends Thread {

  /** The newest that still goes on, or null. Guarded by this class. */
  private static Start newest;

  private Start before;
  private final String arguments;
  private final Instrumentation instrumentation;

  private Start(Start before, String arguments, Instrumentation instrumentation) {
    super(topGroup(), "tidemark-start");
    this.before = before;
    this.arguments = arguments;
    this.instrumentation = instrumentation;
    setDaemon(true);
    setContextClassLoader(null);
  }

  /** Starts one after those before it; returns at once. */
  static synchronized void begin(String arguments, Instrumentation instrumentation) {
    newest = new Start(newest, arguments, instrumentation);
    newest.start();
  }

  static synchronized Start newest() {
    return newest;
  }

  /**
   * All the agent's threads inherit it: an application that counts or interrupts the threads of its
   * own group, which is the one below, does not meet them.
   */
  private static ThreadGroup topGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  @Override
  public void run() {
    try {
      if (!isOwnCommandLine()) {
        TidemarkAgent.load(before, arguments, instrumentation, "PREMAIN");
      }
    } catch (Throwable e) {
      System.err.println(TidemarkAgent.failed(e));
    } finally {
      before = null;
      ended(this);
    }
  }

  /**
   * JAVA_TOOL_OPTIONS of a container reaches the command line that is run in it, too, which would
   * take the port of the JVM that it is for.
   */
  private static boolean isOwnCommandLine() throws Exception {
    String command = System.getProperty("sun.java.command", "");
    File own = TidemarkAgent.ownJar();
    for (int end = command.indexOf(".jar"); end >= 0; end = command.indexOf(".jar", end + 1)) {
      File jar = new File(command.substring(0, end + ".jar".length()));
      if (jar.getName().equals(own.getName())
          && jar.getCanonicalFile().equals(own.getCanonicalFile())) {
        return true;
      }
    }
    return false;
  }

  private static synchronized void ended(Start start) {
    if (newest == start) {
      newest = null;
    }
  }
}
