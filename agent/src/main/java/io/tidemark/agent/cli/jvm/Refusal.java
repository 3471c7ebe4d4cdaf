package io.tidemark.agent.cli.jvm;

/** Why a command is not carried out, or failed, and what a person can do about it. */
public final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final String remedy;

  /**
   * @param reason one clause, without a full stop
   * @param remedy what to do, one clause
   */
  public Refusal(String reason, String remedy) {
    super(reason);
    this.remedy = remedy;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
