package io.tidemark.it.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of a holder's name.
 *
 * @param kind what it names
 * @param owner the class that declares the field, or that has the method
 * @param member the field or method; empty for a lambda's captured variable
 * @param dimensions how many arrays lie one in the other behind it
 * @param thread the name of the thread whose it is, empty where none is named
 */
record HolderWord(Kind kind, String owner, String member, int dimensions, String thread) {

  enum Kind {
    FIELD,
    CAPTURED,
    THREAD_LOCAL,
    FRAME,
    UNKNOWN_STACK,
    LEFT_OUT
  }

  private static final Pattern FRAME =
      Pattern.compile("stack (.+)\\.([^.:]+)(?:: [^\\[]+?((?:\\[\\])*))? \\((.*)\\)");
  private static final Pattern THREAD_LOCAL =
      Pattern.compile("(.+)\\.([^.\\[]+)((?:\\[\\])*) \\(thread local of (.*)\\)");
  private static final Pattern CAPTURED =
      Pattern.compile("(.+\\$\\$Lambda) \\(captured\\)((?:\\[\\])*)");
  private static final Pattern FIELD =
      Pattern.compile("([^ ]+)\\.([^. \\[]+)((?:\\[\\])*)(?: \\((.*)\\))?");

  static HolderWord of(String text) {
    if (text.equals("…")) {
      return new HolderWord(Kind.LEFT_OUT, "", "", 0, "");
    }
    if (text.equals("a thread's stack or native code")) {
      return new HolderWord(Kind.UNKNOWN_STACK, "", "", 0, "");
    }
    Matcher match = FRAME.matcher(text);
    if (match.matches()) {
      return named(Kind.FRAME, match);
    }
    match = THREAD_LOCAL.matcher(text);
    if (match.matches()) {
      return named(Kind.THREAD_LOCAL, match);
    }
    match = CAPTURED.matcher(text);
    if (match.matches()) {
      return new HolderWord(Kind.CAPTURED, match.group(1), "", match.group(2).length() / 2, "");
    }
    match = FIELD.matcher(text);
    if (match.matches()) {
      return named(Kind.FIELD, match);
    }
    throw new IllegalArgumentException("no part of a holder's name: " + text);
  }

  private static HolderWord named(Kind kind, Matcher match) {
    String brackets = match.group(3) == null ? "" : match.group(3);
    String thread = match.group(4) == null ? "" : match.group(4);
    return new HolderWord(
        kind, match.group(1), match.group(2), brackets.length() / 2, thread.replace(NAMELESS, ""));
  }

  private static final String NAMELESS = "a thread without a name";

  /** Whether this names that class: the application's in full, the JDK's without package. */
  boolean isOf(String className) {
    String jdk =
        className.matches("(java|javax|jdk|sun|com\\.sun)\\..*")
            ? className.substring(className.lastIndexOf('.') + 1)
            : className;
    return kind == Kind.CAPTURED ? className.startsWith(owner) : owner.equals(jdk);
  }
}
