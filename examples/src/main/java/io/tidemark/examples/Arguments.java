package io.tidemark.examples;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code --name value} pairs of a command line. Every error is an {@link
 * IllegalArgumentException} whose message is meant for the person at the terminal.
 */
final class Arguments {

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  static Arguments parse(List<String> words, Set<String> names) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      String word = words.get(i);
      if (!word.startsWith("--") || !names.contains(word.substring(2))) {
        throw new IllegalArgumentException("unknown argument: " + word);
      }
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(word + " needs a value");
      }
      values.put(word.substring(2), words.get(i + 1));
    }
    return new Arguments(values);
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** A whole number of 0 or more. */
  int number(String name, int otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(numberMessage(name, value), e);
    }
    throw new IllegalArgumentException(numberMessage(name, value));
  }

  /** A positive duration written as {@code 500ms}, {@code 2s}, {@code 10m} or {@code 1h}. */
  Duration duration(String name, Duration otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      Duration duration =
          value.endsWith("ms")
              ? Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)))
              : Duration.parse("PT" + value);
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException(durationMessage(name, value), e);
    }
    throw new IllegalArgumentException(durationMessage(name, value));
  }

  private static String numberMessage(String name, String value) {
    return "--" + name + " is not a whole number from 0 to 2147483647: " + value;
  }

  private static String durationMessage(String name, String value) {
    return "--" + name + " is not a duration such as 500ms, 2s or 10m: " + value;
  }
}
