package io.tidemark;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * The entry class: all of Tidemark that the application's class path can see. Its rules:
 *
 * <ul>
 *   <li>It is compiled for Java 8, so that an older JVM gets one clear line and runs on.
 *   <li>It does as little as possible and hands on to a class loader of the agent's own, whose
 *       parent is the platform loader.
 *   <li>{@code main} does not wait for the weaving: a thread of its own does it, and discovery
 *       finds the maps that were made meanwhile.
 *   <li>Nothing that it calls may throw into the JVM's start: what premain throws ends the JVM.
 *   <li>It logs nothing by java.util.logging and touches no management bean: an application may
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

  /** The newest start before {@code main} that still goes on, or null. Guarded by Start.class. */
  private static Start starting;

  private TidemarkAgent() {}

  /** Called by the JVM for {@code -javaagent}, before {@code main}; returns at once. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    try {
      if (isWanted()) {
        synchronized (Start.class) {
          starting = new Start(starting, arguments, instrumentation);
          starting.start();
        }
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
        Start before;
        synchronized (Start.class) {
          before = starting;
        }
        load(before, arguments, instrumentation, "ATTACH");
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
  private static void load(
      Start before, String arguments, Instrumentation instrumentation, String mode)
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

  /**
   * JAVA_TOOL_OPTIONS of a container reaches the command line that is run in it, too, which would
   * take the port of the JVM that it is for.
   */
  private static boolean isOwnCommandLine() throws Exception {
    String command = System.getProperty("sun.java.command", "");
    File own = ownJar();
    for (int end = command.indexOf(".jar"); end >= 0; end = command.indexOf(".jar", end + 1)) {
      File jar = new File(command.substring(0, end + ".jar".length()));
      if (jar.getName().equals(own.getName())
          && jar.getCanonicalFile().equals(own.getCanonicalFile())) {
        return true;
      }
    }
    return false;
  }

  private static String failed(Throwable e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
    return "tidemark: could not start, the application runs without it: " + cause;
  }

  private static File ownJar() throws Exception {
    CodeSource source = TidemarkAgent.class.getProtectionDomain().getCodeSource();
    return new File(source.getLocation().toURI());
  }

  /** Starts the agent while the application starts. */
  private static final class Start extends Thread {

    private Start before;
    private final String arguments;
    private final Instrumentation instrumentation;

    Start(Start before, String arguments, Instrumentation instrumentation) {
      super(topGroup(), "tidemark-start");
      this.before = before;
      this.arguments = arguments;
      this.instrumentation = instrumentation;
      setDaemon(true);
      setContextClassLoader(null);
    }

    /**
     * All the agent's threads inherit it: an application that counts or interrupts the threads of
     * its own group, which is the one below, does not meet them.
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
          load(before, arguments, instrumentation, "PREMAIN");
        }
      } catch (Throwable e) {
        System.err.println(failed(e));
      } finally {
        before = null;
        ended(this);
      }
    }

    private static void ended(Start start) {
      synchronized (Start.class) {
        if (starting == start) {
          starting = null;
        }
      }
    }
  }

  /**
   * Loads the agent and its libraries out of {@code inst/}, where no class path scanner takes them
   * for classes.
   */
  static final class Libraries extends ClassLoader {

    private static final String PREFIX = "inst/";
    private static final String PLATFORM_LOADER =
        "jdk.internal.loader.ClassLoaders$PlatformClassLoader";

    private final JarFile jar;
    private final ProtectionDomain domain;

    Libraries(File file, ProtectionDomain domain) throws Exception {
      super(platformLoader());
      this.jar = new JarFile(file, false);
      this.domain = domain;
    }

    /**
     * The last parent of the class path's loader. The method of Java 9 is the other way, for an
     * application's own system loader without that parent: calling it by reflection costs the start
     * what JDK 17 needs to read the method's annotations.
     */
    private static ClassLoader platformLoader() throws Exception {
      ClassLoader loader = ClassLoader.getSystemClassLoader();
      while (loader.getParent() != null) {
        loader = loader.getParent();
      }
      return loader.getClass().getName().equals(PLATFORM_LOADER)
          ? loader
          : (ClassLoader) ClassLoader.class.getMethod("getPlatformClassLoader").invoke(null);
    }

    /** Closes the jar: no class and no resource can be loaded any more. */
    void close() throws IOException {
      jar.close();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      ZipEntry entry = find(name.replace('.', '/').concat(".class"));
      if (entry == null) {
        throw new ClassNotFoundException(name);
      }
      try {
        byte[] bytes = read(entry);
        return defineClass(name, bytes, 0, bytes.length, domain);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    /** A class's entry ends in classdata; anything else keeps its name. */
    private ZipEntry find(String name) {
      return jar.getEntry(
          PREFIX.concat(
              name.endsWith(".class")
                  ? name.substring(0, name.length() - ".class".length()).concat(".classdata")
                  : name));
    }

    /** Makes no copy: each class that is loaded costs the application's heap its bytes once. */
    private byte[] read(ZipEntry entry) throws IOException {
      byte[] bytes = new byte[(int) entry.getSize()];
      try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
        in.readFully(bytes);
      }
      return bytes;
    }

    @Override
    protected URL findResource(String name) {
      if (find(name) == null) {
        return null;
      }
      try {
        return new URL(null, "tidemark:".concat(name), new Resources());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
      URL url = findResource(name);
      return url == null
          ? Collections.<URL>emptyEnumeration()
          : Collections.enumeration(Collections.singleton(url));
    }

    /** Its bytes; a library of native code whose bytes are other ones would end the JVM. */
    private byte[] intact(ZipEntry entry) throws IOException {
      byte[] bytes = read(entry);
      CRC32 sum = new CRC32();
      sum.update(bytes, 0, bytes.length);
      if (sum.getValue() != entry.getCrc()) {
        throw new IOException(entry.getName().concat(" is corrupt in the jar"));
      }
      return bytes;
    }

    /** Opens {@code tidemark:} URLs without the JVM's cache of open jars. */
    private final class Resources extends URLStreamHandler {
      @Override
      protected URLConnection openConnection(URL url) {
        return new URLConnection(url) {
          @Override
          public void connect() {}

          @Override
          public InputStream getInputStream() throws IOException {
            ZipEntry entry = find(url.getPath());
            if (entry == null) {
              throw new FileNotFoundException(url.toString());
            }
            return new ByteArrayInputStream(intact(entry));
          }
        };
      }
    }
  }
}
