package io.tidemark.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Says each mistake of a user in one line; what is quoted is cut and cleaned, and no secret is
 * quoted.
 */
final class Problems {

  static final String SERVER_STAYS_CLOSED = "; the HTTP server stays closed until this is right";

  private static final int LONGEST_QUOTE = 80;
  private static final int LONGEST_LINE = 1000;
  private static final String[] SECRET = {"password", "secret", "token", "credential", "salt"};

  private final Consumer<String> lines;

  Problems(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Hands on {@code line}, in which control characters become question marks. */
  void line(String line) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < line.length() && i < LONGEST_LINE; i++) {
      char c = line.charAt(i);
      boolean lineBreak = c == '\u2028' || c == '\u2029';
      clean.append(lineBreak || Character.isISOControl(c) ? '?' : c);
    }
    lines.accept(clean.toString());
  }

  void notAllowed(Key<?> key, Setting setting) {
    line(
        key.name()
            + ": "
            + quote(setting.value())
            + " from "
            + setting.origin(key.name())
            + " is not "
            + key.parser().allowed()
            + defaultIsUsed(key));
  }

  void givenTwice(Key<?> key, Setting first, String second) {
    line(
        key.name()
            + ": given twice in "
            + first.source().name()
            + ", "
            + quote(first.value())
            + " and "
            + quote(second)
            + defaultIsUsed(key));
  }

  void unknown(String spelled, String value, Source source) {
    List<String> known = new ArrayList<>();
    int prefix = source.prefix().length();
    for (Key<?> key : Keys.ALL) {
      known.add(source.spell(key.name()).substring(prefix));
    }
    String meant = meant(spelled.substring(prefix), known, source.prefix());
    line(unknownKey(spelled, value, source.name()) + " is ignored; " + meant);
  }

  static String unknownKey(String spelled, String value, String where) {
    String shown = isSecret(spelled) ? "not shown" : quote(value);
    return "unknown key " + quote(spelled) + " in " + where + " (value " + shown + ")";
  }

  /** Names one of {@code known} that is like {@code spelled}, or else all of them. */
  static String meant(String spelled, List<String> known, String prefix) {
    String nearest = Nearest.to(spelled, known);
    if (nearest != null) {
      return "did you mean '" + prefix + nearest + "'?";
    }
    return "known are " + prefix + String.join(", " + prefix, known);
  }

  static String defaultIsUsed(Key<?> key) {
    return "; the default " + key.defaultText() + " is used";
  }

  /** In quotes, and at most 80 characters of it. */
  static String quote(String text) {
    boolean cut = text.length() > LONGEST_QUOTE;
    return cut ? "'" + text.substring(0, LONGEST_QUOTE) + "...'" : "'" + text + "'";
  }

  private static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    for (String word : SECRET) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
