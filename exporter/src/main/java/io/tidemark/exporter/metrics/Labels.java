package io.tidemark.exporter.metrics;

/** Label values that any scraper can take. */
final class Labels {
  static final int MAX_LENGTH = 300;

  /** The site of the maps that are in no row of their own. */
  static final String OTHER = "other";

  /** The site of the maps whose site is not known. */
  static final String UNKNOWN = "unknown";

  private Labels() {}

  /**
   * The text without control characters and halves of surrogate pairs, cut at {@link #MAX_LENGTH}.
   * Names of classes may hold any of these, and be 65535 bytes long.
   */
  static String clean(String text) {
    int length = Math.min(text.length(), MAX_LENGTH);
    for (int i = 0; i < length; i++) {
      if (isUnsafe(text.charAt(i))) {
        return rewritten(text, length);
      }
    }
    return length == text.length() ? text : text.substring(0, length - 1) + '…';
  }

  private static String rewritten(String text, int length) {
    StringBuilder clean = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      clean.append(isUnsafe(c) ? '\uFFFD' : c);
    }
    if (length < text.length()) {
      clean.setCharAt(length - 1, '…');
    }
    return clean.toString();
  }

  /** Surrogates altogether: no class that matters has one, and a cut must not halve a pair. */
  private static boolean isUnsafe(char c) {
    return Character.isISOControl(c) || Character.isSurrogate(c);
  }
}
