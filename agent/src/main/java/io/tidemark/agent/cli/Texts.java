package io.tidemark.agent.cli;

/** What the help of several commands has in common. */
final class Texts {

  static final String OPTIONS = "%nOptions:%n";
  static final String EXIT_CODES = "%nExit codes:%n";
  static final String DONE = "0:done";
  static final String WHY = "refused or failed, with the reason on stderr";
  static final String REFUSED = "1:" + WHY;
  static final String USAGE = "2:wrong usage";
  static final String EXAMPLES = "%nExamples:%n";

  private Texts() {}
}
