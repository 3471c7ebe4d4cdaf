package io.tidemark.it.company;

import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Launch;
import java.nio.file.Path;

/** One run of another Java agent, as it comes from Maven Central, in a JVM that a test starts. */
public interface OtherAgent {

  /** The agent's jar. */
  Path jar();

  /** What {@code -javaagent} gives it. */
  String argument();

  /** Sets what else it takes its configuration from. */
  default void configure(Launch launch) {}

  /** What it has done for its user, while the JVM runs; equal for equal work. */
  default Object doneSoFar(AgentJvm jvm) throws Exception {
    return "";
  }

  /** What it has done for its user, once the JVM has ended; equal for equal work. */
  Object done(AgentJvm jvm) throws Exception;

  /** A line of the JVM's output without what is another one in each run. */
  default String plain(String line) {
    return line;
  }

  /** The folder that the build copies the agents to. */
  static Path folder() {
    return Path.of(System.getProperty("tidemark.company"));
  }
}
