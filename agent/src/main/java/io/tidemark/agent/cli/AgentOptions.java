package io.tidemark.agent.cli;

import io.tidemark.agent.config.Config;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What Tidemark is to do in the target. */
final class AgentOptions {

  private static final String FILE = "config=";
  private static final String NO_FILE = FILE + "none";

  /** How they are named in help texts. */
  static final String LABEL = "key=value";

  static final String DESCRIPTION =
      "What Tidemark is to do, as with -javaagent; tidemark --help lists the keys.";

  private final CommandSpec command;
  private final List<String> given;

  /**
   * @param command whose usage is wrong if they are
   * @param words as the user gave them; one may be several {@code key=value}, with commas between
   */
  AgentOptions(CommandSpec command, List<String> words) {
    this.command = command;
    this.given = words.isEmpty() ? List.of() : Config.split(String.join(",", words));
  }

  boolean isEmpty() {
    return given.isEmpty();
  }

  /** Whether a key is among them. */
  boolean has(String key) {
    return given.stream().anyMatch(word -> word.startsWith(key + "="));
  }

  /**
   * As the agent takes them. A file is named by its whole path: the target has another working
   * folder.
   *
   * @param mayRead whether the target can read a file
   * @throws ParameterException for what the agent would not take
   */
  String text(Predicate<String> mayRead) {
    List<String> words = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String word : given) {
      boolean file =
          word.startsWith(FILE) && word.length() > FILE.length() && !word.equals(NO_FILE);
      String path = file ? new File(word.substring(FILE.length())).getAbsolutePath() : "";
      if (file && !mayRead.test(path)) {
        problems.add("config: the process that is to use it can't read " + path);
      }
      words.add(file ? FILE + path : word);
    }
    check(joined(words.stream().filter(word -> !word.startsWith(FILE)).toList()), problems);
    return joined(words);
  }

  private static String joined(List<String> words) {
    return words.stream().map(word -> word.replace(",", "\\,")).collect(Collectors.joining(","));
  }

  private void check(String words, List<String> problems) {
    Config config =
        Config.load(words, Map.of(), Map.of(), problem -> problems.add(withoutOutcome(problem)));
    if (!config.enabled()) {
      problems.add(
          "enabled=false would start nothing; what runs is ended by: java -jar tidemark.jar detach");
    }
    if (!problems.isEmpty()) {
      problems.add("nothing was done");
      CommandLine line = command.commandLine();
      throw new ParameterException(line, String.join(System.lineSeparator(), problems));
    }
  }

  /** What the agent would do about it, and this does not. */
  private static String withoutOutcome(String problem) {
    return problem.replace(" is ignored", "").replaceFirst("; the default .* is used$", "");
  }
}
