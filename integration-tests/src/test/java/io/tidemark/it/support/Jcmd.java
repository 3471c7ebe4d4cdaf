package io.tidemark.it.support;

import java.util.ArrayList;
import java.util.List;

/** The target JDK's {@code jcmd}. */
final class Jcmd {

  private Jcmd() {}

  /** Has a JVM carry out a diagnostic command, and returns what it answered. */
  static List<String> run(AgentJvm jvm, String... command) {
    List<String> words = new ArrayList<>();
    words.add(jvm.jdk().bin("jcmd"));
    words.add(Long.toString(jvm.pid()));
    words.addAll(List.of(command));
    Tool.Result result = Tool.run(words);
    if (result.exitCode() != 0) {
      throw new IllegalStateException(words + ": " + result);
    }
    return result.stdout();
  }
}
