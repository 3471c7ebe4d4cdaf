package io.tidemark.agent.cli.report;

/** What a person sees who reads at a terminal. */
public final class Terminal {

  private Terminal() {}

  /** A text with names of somebody else's, without what a terminal would take for a command. */
  public static String plain(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
