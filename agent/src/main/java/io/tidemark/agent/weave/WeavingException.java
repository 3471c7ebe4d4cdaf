package io.tidemark.agent.weave;

/** The hooks could not be put into the JDK's maps. The maps are as they were. */
public final class WeavingException extends Exception {

  private static final long serialVersionUID = 1L;

  WeavingException(String message, Throwable cause) {
    super(message, cause);
  }
}
