package io.tidemark.agent.cli.jvm;

import io.tidemark.exporter.Exporter;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A JVM that may be attached to, and the commands that are given to it. For one thread. */
public final class Target {

  private static final Duration PROPERTIES_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOAD_LIMIT = Duration.ofMinutes(10);
  private static final long POLL_MILLIS = 50;
  private static final int JAR_NOT_LOADED = 100;
  private static final String RETURN_CODE = "return code: ";

  private final Path proc;
  private final Path jar;
  private final long pid;
  private final Preflight.Cleared cleared;
  private final Jvm jvm;

  private Target(Path proc, Path jar, long pid, Preflight.Cleared cleared) {
    this.proc = proc;
    this.jar = jar;
    this.pid = pid;
    this.cleared = cleared;
    this.jvm = Jvms.describe(pid, cleared.process());
  }

  /**
   * Looks whether a process may be attached to, and sends nothing yet.
   *
   * @param jar the agent's jar
   */
  public static Target of(long pid, Path jar) throws Refusal {
    Preflight.Cleared cleared = new Preflight(Jvms.PROC).attachable(pid);
    return new Target(Jvms.PROC, jar, pid, cleared);
  }

  /** What it was when this was made. */
  public Jvm jvm() {
    return jvm;
  }

  /** Its process id in its own namespace, which the agent publishes. */
  public long innerPid() {
    return cleared.process().status().innerPid();
  }

  /** Whether Tidemark runs in it now. */
  public boolean isWatched() {
    return cleared.process().isWatched();
  }

  /** Where Tidemark serves, by the target's own word; empty while it does not. */
  public Optional<InetSocketAddress> http() throws Refusal {
    String port = properties().getProperty(Exporter.PORT_PROPERTY, "");
    return port.matches("[0-9]{1,5}")
        ? Listening.on(cleared.process().folder(), Integer.parseInt(port))
        : Optional.empty();
  }

  /** Why Tidemark does not serve, by the target's own word; empty where nothing hinders it. */
  public Optional<String> httpProblem() throws Refusal {
    return Optional.ofNullable(properties().getProperty(Exporter.PROBLEM_PROPERTY));
  }

  /** Whether its network is another one than this process's, such as a container's. */
  public boolean inOtherNetwork() throws Refusal {
    Optional<String> own = new ProcFolder(proc, "self").link("ns/net");
    Optional<String> its = cleared.process().folder().link("ns/net");
    if (own.isPresent() && its.isEmpty()) {
      ProcStatus status = cleared.process().status();
      throw new Refusal(
          "this user may not see the network of " + pid + ", where Tidemark serves",
          "run this as its user, such as: setpriv --reuid="
              + status.uid()
              + " --regid="
              + status.gid()
              + " --clear-groups java -jar tidemark.jar ..., or as root with CAP_SYS_PTRACE");
    }
    return !own.equals(its);
  }

  /** Whether it can read a file, as far as this user can tell. */
  public boolean mayRead(String absolutePath) {
    Path file = cleared.root().resolve(absolutePath.substring(1));
    // an absolute link of a container's leads elsewhere from here
    return Files.isSymbolicLink(file) || Files.isRegularFile(file) && Files.isReadable(file);
  }

  /**
   * Loads the agent, or gives the loaded one a command.
   *
   * @param options {@code key=value,...}, or a command that begins with {@code @}
   */
  public void load(String options) throws Refusal {
    Preflight.requireLoadable(pid, cleared.process());
    String jar = place().pathForTarget();
    // the entry class there may be an older build's: it is told which jar to load the agent from
    String argument = jar + "=" + (jar.contains(",") ? "" : "@jar=" + jar + ",") + options;
    int length = argument.getBytes(StandardCharsets.UTF_8).length;
    if (length >= AttachSocket.LONGEST_ARGUMENT) {
      throw new Refusal(
          "the jar's path and the options have "
              + length
              + " bytes, and a JVM takes "
              + (AttachSocket.LONGEST_ARGUMENT - 1),
          "put the options into a YAML file and give config=FILE");
    }
    AttachSocket.Answer answer = ask(LOAD_LIMIT, "load", "instrument", "false", argument);
    int code = returnCode(answer);
    if (code != 0) {
      throw failure(code, answer.text().trim());
    }
  }

  /** Deletes what was put beside the target for it to load. */
  public void tidyUp() throws Refusal {
    place().deleteCopy();
  }

  /** Waits until a condition holds; false when it does not within the limit. */
  public static boolean await(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return true;
  }

  private Properties properties() throws Refusal {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(ask(PROPERTIES_LIMIT, "properties").text()));
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          pid + " gave properties that can't be read: " + e.getMessage(), "try again");
    }
    return properties;
  }

  private AttachSocket.Answer ask(Duration limit, String command, String... arguments)
      throws Refusal {
    AttachTrigger.pull(pid, cleared);
    return AttachSocket.ask(pid, cleared.socket(), limit, command, arguments);
  }

  private JarPlace place() {
    return new JarPlace(jar, cleared, proc);
  }

  /** The agent library's own code, which newer JVMs give in the text and older ones as the code. */
  private static int returnCode(AttachSocket.Answer answer) {
    String text = answer.text().trim();
    if (answer.code() == 0 && text.startsWith(RETURN_CODE)) {
      return Integer.parseInt(text.substring(RETURN_CODE.length()).trim());
    }
    return answer.code();
  }

  private Refusal failure(int code, String text) {
    if (text.contains("Dynamic agent loading is not enabled")) {
      return Preflight.dynamicLoadingOff(pid);
    }
    if (code == JAR_NOT_LOADED) {
      return new Refusal(
          pid + " can't read " + jar, "put it where the user of " + pid + " may read it");
    }
    return new Refusal(
        pid + " did not load the agent: " + (text.isEmpty() ? "code " + code : text),
        "see what it wrote to its standard error");
  }
}
