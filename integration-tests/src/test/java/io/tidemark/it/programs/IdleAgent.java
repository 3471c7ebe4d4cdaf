package io.tidemark.it.programs;

/** A Java agent that does nothing: what is seen with it is the JVM's own doing. */
public final class IdleAgent {

  private IdleAgent() {}

  public static void premain(String arguments) {}
}
