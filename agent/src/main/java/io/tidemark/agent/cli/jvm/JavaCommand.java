package io.tidemark.agent.cli.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a {@code java} command line, taken apart as the launcher does it.
 *
 * @param options what stands before the main class
 * @param main the main class, module or jar, if there is one
 */
record JavaCommand(List<String> options, Optional<String> main) {

  private static final Set<String> WITH_ARGUMENT =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--limit-modules",
          "--add-reads",
          "--add-exports",
          "--add-opens",
          "--patch-module",
          "--enable-native-access",
          "--source",
          "-d",
          "--describe-module");

  private static final Set<String> MAIN_FOLLOWS = Set.of("-jar", "-m", "--module");

  static JavaCommand parse(List<String> words) {
    List<String> options = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (MAIN_FOLLOWS.contains(word)) {
        return new JavaCommand(options, words.stream().skip(i + 1).findFirst());
      }
      if (word.startsWith("--module=")) {
        return new JavaCommand(options, Optional.of(word.substring("--module=".length())));
      }
      if (!word.startsWith("-") && !word.startsWith("@")) {
        return new JavaCommand(options, Optional.of(word));
      }
      options.add(word);
      if (WITH_ARGUMENT.contains(word) && i + 1 < words.size()) {
        options.add(words.get(++i));
      }
    }
    return new JavaCommand(options, Optional.empty());
  }
}
