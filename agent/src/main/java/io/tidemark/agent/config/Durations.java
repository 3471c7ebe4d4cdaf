package io.tidemark.agent.config;

import java.time.DateTimeException;
import java.time.Duration;

/**
 * Durations within bounds: a whole number and one of {@code ms s m h d}, or ISO-8601 such as {@code
 * PT10M}.
 */
record Durations(Duration least, Duration most) implements Parser<Duration> {

  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  /** Both bounds as a user writes them, and included. */
  static Durations between(String least, String most) {
    return new Durations(durationOf(least), durationOf(most));
  }

  @Override
  public Duration parse(String text) {
    Duration value = durationOf(text);
    return value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0 ? null : value;
  }

  @Override
  public String allowed() {
    return "a duration from " + text(least) + " to " + text(most) + " (500ms, 10s, 10m, 1h, 2d)";
  }

  /** The shortest exact spelling down to milliseconds: {@code 90s}, {@code 10m}. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    for (int i = 0; i < UNITS.length; i++) {
      if (millis % MILLIS[i] == 0 && millis >= MILLIS[i]) {
        return millis / MILLIS[i] + UNITS[i];
      }
    }
    return millis + "ms";
  }

  private static Duration durationOf(String text) {
    try {
      if (text.startsWith("P") || text.startsWith("p")) {
        return Duration.parse(text);
      }
      int digits = Sizes.leadingDigits(text);
      String unit = text.substring(digits);
      for (int i = 0; i < UNITS.length; i++) {
        if (UNITS[i].equals(unit)) {
          long count = Long.parseLong(text.substring(0, digits));
          return Duration.ofMillis(Math.multiplyExact(count, MILLIS[i]));
        }
      }
      return null;
    } catch (DateTimeException | ArithmeticException | NumberFormatException notADuration) {
      return null;
    }
  }
}
