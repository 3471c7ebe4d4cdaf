package io.tidemark.agent.cli.jvm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM's flags in the order in which the JVM reads them: of several, the last one counts. */
final class JvmFlags {

  private final List<String> words;

  private JvmFlags(List<String> words) {
    this.words = words;
  }

  /**
   * @param commandLine the process's words
   * @param environment its variables
   * @param folder through which its argument files are seen
   * @param reported the options as the JVM itself reports them, blanks between
   */
  static JvmFlags of(
      List<String> commandLine,
      Map<String, String> environment,
      ProcFolder folder,
      String reported) {
    List<String> words = new ArrayList<>();
    add(words, environment.get("JAVA_TOOL_OPTIONS"));
    add(words, environment.get("JDK_JAVA_OPTIONS"));
    for (String word : JavaCommand.parse(commandLine).options()) {
      if (word.startsWith("@") && !word.startsWith("@@")) {
        add(
            words,
            ProcFolder.readForeign(folder.seenByIt(word.substring(1)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(null));
      } else {
        words.add(word);
      }
    }
    add(words, reported);
    add(words, environment.get("_JAVA_OPTIONS"));
    return new JvmFlags(words);
  }

  private static void add(List<String> words, String text) {
    if (text != null) {
      for (String word : text.trim().split("\\s+")) {
        words.add(word);
      }
    }
  }

  /** Whether an option such as {@code -Xrs} is given. */
  boolean has(String option) {
    return words.contains(option);
  }

  /** Whether {@code -XX:+NAME} is given, and no later {@code -XX:-NAME}. */
  boolean isOn(String name) {
    return words.lastIndexOf("-XX:+" + name) > words.lastIndexOf("-XX:-" + name);
  }

  /** Whether {@code -XX:-NAME} is given, and no later {@code -XX:+NAME}. */
  boolean isOff(String name) {
    return words.lastIndexOf("-XX:-" + name) > words.lastIndexOf("-XX:+" + name);
  }
}
