package io.tidemark.agent.cli.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How figures and names are written for a person at a terminal. */
public final class Figures {

  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
  private static final int STEP = 1024;
  private static final int WHOLE_FROM = 100;

  private Figures() {}

  /** Such as {@code 1.5 GiB}. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= STEP && unit < UNITS.size() - 1) {
      value /= STEP;
      unit++;
    }
    String format = unit == 0 || value >= WHOLE_FROM ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, value, UNITS.get(unit));
  }

  /** Such as {@code 1,048,576}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Such as {@code 3 h 20 min}. */
  public static String duration(Duration duration) {
    if (duration.toMinutes() == 0) {
      return duration.toSeconds() + " s";
    }
    if (duration.toHours() == 0) {
      return pair(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
    }
    if (duration.toDays() == 0) {
      return pair(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }
    return pair(duration.toDays(), "d", duration.toHoursPart(), "h");
  }

  /** A name of somebody else's, without what a terminal would take for a command. */
  public static String plain(String name) {
    return name.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    String text = large + " " + largeUnit;
    return small == 0 ? text : text + " " + small + " " + smallUnit;
  }
}
