package io.tidemark.agent.config;

import java.util.Locale;

/**
 * Sizes in bytes within bounds: plain bytes, or a whole number and one of {@code KiB MiB GiB}, or
 * the JVM's {@code k m g}, which mean the same powers of 1024.
 */
record Sizes(long least, long most) implements Parser<Long> {

  private static final String[] UNITS = {"", "k", "m", "g", "kib", "mib", "gib"};
  private static final int[] SHIFTS = {0, 10, 20, 30, 10, 20, 30};

  /** Both bounds as a user writes them, and included. */
  static Sizes between(String least, String most) {
    return new Sizes(bytesOf(least), bytesOf(most));
  }

  @Override
  public Long parse(String text) {
    long bytes = bytesOf(text);
    return bytes < least || bytes > most ? null : Long.valueOf(bytes);
  }

  @Override
  public String allowed() {
    return "a size from " + text(least) + " to " + text(most) + " (65536, 64KiB, 1MiB, 64k, 1m)";
  }

  /** How many ASCII digits {@code text} begins with. */
  static int leadingDigits(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    return digits;
  }

  private static String text(long bytes) {
    for (int i = UNITS.length / 2; i > 0; i--) {
      long unit = 1L << SHIFTS[i];
      if (bytes >= unit && bytes % unit == 0) {
        return bytes / unit + UNITS[i].toUpperCase(Locale.ROOT) + "iB";
      }
    }
    return Long.toString(bytes);
  }

  /** Below 0 for what is not a size. */
  private static long bytesOf(String text) {
    int digits = leadingDigits(text);
    String unit = text.substring(digits);
    try {
      for (int i = 0; i < UNITS.length; i++) {
        if (UNITS[i].equalsIgnoreCase(unit)) {
          long count = Long.parseLong(text.substring(0, digits));
          return Math.multiplyExact(count, 1L << SHIFTS[i]);
        }
      }
    } catch (ArithmeticException | NumberFormatException notASize) {
      return -1;
    }
    return -1;
  }
}
