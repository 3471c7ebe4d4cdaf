package io.tidemark.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that a person gives about a running JVM, each in a JVM of its own. Used by one thread.
 *
 * @param jdk the JDK that runs them
 * @param scratch takes their output
 * @param tidemark the packaged jar
 */
public record Commands(Jdk jdk, Path scratch, Path tidemark) {

  /** Tidemark's command line. */
  public JavaProcess.Ended tidemark(String... words) throws IOException, InterruptedException {
    return run(List.of("-jar", tidemark.toString()), words);
  }

  /** The JDK's jcmd. */
  public JavaProcess.Ended jcmd(String... words) throws IOException, InterruptedException {
    return run(List.of("-m", "jdk.jcmd/sun.tools.jcmd.JCmd"), words);
  }

  /** Any other. */
  public JavaProcess.Ended run(List<String> program, String... words)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(program);
    arguments.addAll(List.of(words));
    try (JavaProcess process = JavaProcess.start(jdk, scratch, arguments)) {
      return process.awaitEnd();
    }
  }
}
