package io.tidemark.it.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a target JVM is started: by default under the packaged jar, on any free port, with a short
 * sweep interval and this module's test classes as its class path.
 */
public final class Launch {

  private final Jdk jdk;
  private final List<String> flags = new ArrayList<>();
  private final List<String> agentsBefore = new ArrayList<>();
  private final List<String> agentsAfter = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private List<String> wrapper = List.of();
  private Path jar;
  private List<String> path = List.of("-cp", testClasses());
  private List<String> main = List.of();
  private boolean agent = true;

  private Launch(Jdk jdk) {
    this.jdk = jdk;
    options.put("port", "0");
    options.put("sweep.interval", "200ms");
  }

  /** A launch on that JDK. */
  public static Launch on(Jdk jdk) {
    return new Launch(jdk);
  }

  /** The packaged agent, from the system property {@code tidemark.jar}. */
  public static Path tidemarkJar() {
    Path jar = Path.of(System.getProperty("tidemark.jar")).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " is missing: package the agent first");
    }
    return jar;
  }

  /** The folder of this module's test classes, which holds the workload programs. */
  public static String testClasses() {
    return ClassPaths.locationOf(Launch.class).toString();
  }

  /** Adds JVM flags. */
  public Launch flags(String... more) {
    flags.addAll(List.of(more));
    return this;
  }

  /** Adds or replaces options of Tidemark, each as {@code key=value}. */
  public Launch options(String... more) {
    for (String option : more) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return this;
  }

  /** Drops an option that is given by default, such as {@code port}. */
  public Launch withoutOption(String key) {
    options.remove(key);
    return this;
  }

  /** Starts the JVM without Tidemark. */
  public Launch withoutAgent() {
    agent = false;
    return this;
  }

  /** Has another program start the JVM in its own place, such as {@code unshare}. */
  public Launch by(List<String> program) {
    wrapper = List.copyOf(program);
    return this;
  }

  /** Takes a changed copy of the packaged agent. */
  public Launch tidemark(Path copy) {
    jar = copy;
    return this;
  }

  /** Puts another Java agent before Tidemark. */
  public Launch agentBefore(Path jar) {
    agentsBefore.add("-javaagent:" + jar);
    return this;
  }

  /** Puts another Java agent with an argument before Tidemark. */
  public Launch agentBefore(Path jar, String argument) {
    agentsBefore.add("-javaagent:" + jar + "=" + argument);
    return this;
  }

  /** Puts another Java agent after Tidemark. */
  public Launch agentAfter(Path jar) {
    agentsAfter.add("-javaagent:" + jar);
    return this;
  }

  /** Puts another Java agent with an argument after Tidemark. */
  public Launch agentAfter(Path jar, String argument) {
    agentsAfter.add("-javaagent:" + jar + "=" + argument);
    return this;
  }

  /** Sets a variable of the process's environment. */
  public Launch environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Sets the class path. */
  public Launch classPath(String value) {
    path = List.of("-cp", value);
    return this;
  }

  /** Sets a module path in place of the class path; the main class is {@code module/class}. */
  public Launch modulePath(Path value) {
    path = List.of("--module-path", value.toString(), "-m");
    return this;
  }

  /** Sets the main class and its arguments. */
  public Launch main(Class<?> mainClass, String... arguments) {
    return main(mainClass.getName(), arguments);
  }

  /** Sets the main class and its arguments. */
  public Launch main(String mainClass, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(mainClass);
    words.addAll(List.of(arguments));
    main = List.copyOf(words);
    return this;
  }

  /**
   * Sets a main class that loads parts of the packaged agent by itself, with the jar as its first
   * argument. It is an agent too, for its Instrumentation.
   */
  public Launch mainOfParts(Class<?> mainClass, String... arguments) {
    List<String> words = new ArrayList<>(List.of(tidemarkJar().toString()));
    words.addAll(List.of(arguments));
    return withoutAgent()
        .flags("-Xmx512m", "--add-opens=java.base/java.util=ALL-UNNAMED")
        .agentBefore(Jars.agent(mainClass))
        .classPath(testClasses() + File.pathSeparator + tidemarkJar())
        .main(mainClass, words.toArray(String[]::new));
  }

  /** Starts the JVM. */
  public AgentJvm start() {
    List<String> command = new ArrayList<>(wrapper);
    command.add(jdk.bin("java"));
    command.addAll(flags);
    command.addAll(agentsBefore);
    if (agent) {
      command.add(javaagentFlag());
    }
    command.addAll(agentsAfter);
    command.addAll(path);
    command.addAll(main);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(Launch::changesJvms);
    builder.environment().putAll(environment);
    try {
      return new AgentJvm(jdk, List.copyOf(flags), builder.start(), answers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the JVM may get the signal that has it listen, and finds the folder that it looks in.
   */
  private boolean answers() {
    Stream<String> given = Stream.concat(flags.stream(), environment.values().stream());
    return wrapper.isEmpty()
        && given.noneMatch(
            flag -> flag.contains("-Xrs") || flag.contains("+DisableAttachMechanism"));
  }

  /** The flag that puts Tidemark with this launch's options into a JVM. */
  public String javaagentFlag() {
    List<String> pairs = new ArrayList<>();
    options.forEach((key, value) -> pairs.add(key + "=" + value));
    String suffix = pairs.isEmpty() ? "" : "=" + String.join(",", pairs);
    return "-javaagent:" + (jar == null ? tidemarkJar() : jar) + suffix;
  }

  static boolean changesJvms(String variable) {
    return variable.startsWith("TIDEMARK_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS")
        || variable.equals("_JAVA_OPTIONS")
        || variable.equals("CLASSPATH");
  }
}
