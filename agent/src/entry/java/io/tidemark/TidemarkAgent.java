package io.tidemark;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;

/**
 * The entry class. It and the others of its package are all of Tidemark that the application's
 * class path can see. Their rules:
 *
 * <ul>
 *   <li>They are compiled for Java 8, so that an older JVM gets one clear line and runs on.
 *   <li>They do as little as possible and hand on to a class loader of the agent's own, whose
 *       parent is the platform loader.
 *   <li>{@code main} does not wait for the weaving: a thread of its own does it, and discovery
 *       finds the maps that were made meanwhile.
 *   <li>Nothing that they call may throw into the JVM's start: what premain throws ends the JVM.
 *   <li>They log nothing by java.util.logging and touch no management bean: an application may
 *       install its own.
 * </ul>
 */
public final class TidemarkAgent {

  private static final int OLDEST_JAVA = 17;
  private static final String JAR = "@jar=";

  /**
   * The running agent, a {@code java.util.function.Predicate<String>}: takes the arguments of a
   * later load and tells whether it still runs.
   */
  private static Object running;

  private TidemarkAgent() {}

  /** Called by the JVM for {@code -javaagent}, before {@code main}; returns at once. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    try {
      if (isWanted()) {
        Start.begin(arguments, instrumentation);
      }
    } catch (Throwable e) {
      System.err.println(failed(e));
    }
  }

  /**
   * Called by the JVM when the agent is loaded into a running JVM, on a thread of the JVM's;
   * returns when the agent runs, or has done what the arguments ask.
   */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    try {
      if (isWanted()) {
        load(Start.newest(), arguments, instrumentation, "ATTACH");
      }
    } catch (Throwable e) {
      System.err.println(failed(e));
    }
  }

  /** The command line. */
  public static void main(String[] arguments) throws Throwable {
    if (javaVersion() < OLDEST_JAVA) {
      System.err.println(refusal());
      System.exit(1);
    }
    try {
      new Libraries(ownJar(), TidemarkAgent.class.getProtectionDomain())
          .loadClass("io.tidemark.agent.cli.CommandLine")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static boolean isWanted() {
    if (javaVersion() < OLDEST_JAVA) {
      System.err.println(refusal());
      return false;
    }
    return !isJdkTool();
  }

  /** Waits for the start before, so that a later load finds the agent of an earlier one. */
  static void load(Start before, String arguments, Instrumentation instrumentation, String mode)
      throws Exception {
    if (before != null) {
      before.join();
    }
    synchronized (TidemarkAgent.class) {
      String rest = withoutJar(arguments);
      if (running != null) {
        running = tell(rest);
      } else if (rest == null || !rest.startsWith("@")) {
        running = launch(jar(arguments), rest, instrumentation, mode);
      }
    }
  }

  /**
   * The jar to load the agent from. The command line names it in front of the arguments, as {@code
   * @jar=PATH,}: this class may be an older build's, which the JVM keeps for good, while its agent
   * has left.
   */
  private static File jar(String arguments) throws Exception {
    int length = jarLength(arguments);
    return length == 0 ? ownJar() : new File(arguments.substring(JAR.length(), length));
  }

  private static String withoutJar(String arguments) {
    int length = jarLength(arguments);
    return length == 0 ? arguments : arguments.substring(Math.min(length + 1, arguments.length()));
  }

  private static int jarLength(String arguments) {
    if (arguments == null || !arguments.startsWith(JAR)) {
      return 0;
    }
    int comma = arguments.indexOf(',');
    return comma < 0 ? arguments.length() : comma;
  }

  private static Object launch(
      File jar, String arguments, Instrumentation instrumentation, String mode) throws Exception {
    Libraries libraries = new Libraries(jar, nowhere());
    Object agent =
        libraries
            .loadClass("io.tidemark.agent.Agent")
            .getMethod("start", String.class, Instrumentation.class, String.class)
            .invoke(null, arguments, instrumentation, mode);
    if (agent == null) {
      libraries.close();
    }
    return agent;
  }

  /**
   * Of classes that come from nowhere: JaCoCo's agent instruments all that come from a place, and
   * has them in the application's coverage.
   */
  private static ProtectionDomain nowhere() {
    Permissions all = new Permissions();
    all.add(new AllPermission());
    return new ProtectionDomain(new CodeSource(null, (Certificate[]) null), all);
  }

  private static Object tell(String arguments) throws Exception {
    Object agent = running;
    Object runsOn =
        Class.forName("java.util.function.Predicate")
            .getMethod("test", Object.class)
            .invoke(agent, arguments);
    if (Boolean.TRUE.equals(runsOn)) {
      return agent;
    }
    ((Libraries) agent.getClass().getClassLoader()).close();
    return null;
  }

  private static int javaVersion() {
    String version = System.getProperty("java.specification.version");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  private static String refusal() {
    return "tidemark: needs Java "
        + OLDEST_JAVA
        + " or newer and this is Java "
        + javaVersion()
        + ": the application runs without it";
  }

  /** JAVA_TOOL_OPTIONS reaches the JDK's tools too: jcmd, keytool, javac are left alone. */
  private static boolean isJdkTool() {
    String module = System.getProperty("jdk.module.main");
    String type = System.getProperty("jdk.module.main.class", "");
    return module != null
        && (module.startsWith("jdk.") || module.startsWith("java."))
        && !type.startsWith("com.sun.tools.javac.launcher.");
  }

  static String failed(Throwable e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
    return "tidemark: could not start, the application runs without it: " + cause;
  }

  static File ownJar() throws Exception {
    CodeSource source = TidemarkAgent.class.getProtectionDomain().getCodeSource();
    return new File(source.getLocation().toURI());
  }
}
