package io.tidemark.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged jar's command line, as a user runs it. */
public final class Cli {

  private final List<String> prefix;
  private final Path jar;

  private Cli(List<String> prefix, Path jar) {
    this.prefix = prefix;
    this.jar = jar;
  }

  /** Run by a JDK's {@code java}. */
  public static Cli of(Jdk jdk) {
    return new Cli(List.of(jdk.bin("java"), "-jar"), Launch.tidemarkJar());
  }

  /** Of another jar. */
  public Cli of(Path otherJar) {
    return new Cli(prefix, otherJar);
  }

  /** Run by another program, such as {@code setpriv}. */
  public Cli by(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(prefix);
    return new Cli(all, jar);
  }

  /** Runs a command to its end. */
  public Tool.Result run(String... words) {
    return run(Map.of(), words);
  }

  /** Runs a command to its end, with more variables in its environment. */
  public Tool.Result run(Map<String, String> environment, String... words) {
    List<String> command = new ArrayList<>(prefix);
    command.add(jar.toString());
    command.addAll(List.of(words));
    return Tool.run(command, environment, null);
  }

  /** Starts a command, whose output is dropped. */
  public Process start(String... words) {
    List<String> command = new ArrayList<>(prefix);
    command.add(jar.toString());
    command.addAll(List.of(words));
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command on a JVM. */
  public Tool.Result run(AgentJvm jvm, String command, String... words) {
    List<String> all = new ArrayList<>(List.of(command, Long.toString(jvm.pid())));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }
}
