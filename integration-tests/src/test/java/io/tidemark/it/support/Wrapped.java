package io.tidemark.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Target JVMs that another program starts, under another user or in other namespaces. */
public final class Wrapped {

  private Wrapped() {}

  /**
   * Starts a JVM without Tidemark.
   *
   * @param wrapper the other program and its arguments
   * @param java what follows {@code java}
   */
  public static AgentJvm start(Jdk jdk, List<String> wrapper, String... java) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(jdk.bin("java"));
    command.addAll(List.of(java));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    try {
      return new AgentJvm(jdk, List.of(), builder.start(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
