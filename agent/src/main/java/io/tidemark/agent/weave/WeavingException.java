package io.tidemark.agent.weave;

/**
 * The hooks could not be put into the JDK's maps, or not be taken out. {@link Weaving#isWoven}
 * tells whether the maps have those of before.
 */
public final class WeavingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean touched;

  /**
   * @param touched whether the JVM transformed the maps for it
   */
  public WeavingException(String message, boolean touched, Throwable cause) {
    super(message, cause);
    this.touched = touched;
  }

  /** Whether the JVM transformed the maps for it, which has their compiled code made anew. */
  public boolean touched() {
    return touched;
  }
}
