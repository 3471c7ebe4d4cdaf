package io.tidemark.benchmarks.agents;

import java.lang.instrument.Instrumentation;

/** An agent that does nothing. */
public final class IdleAgent {

  private IdleAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {}

  public static void agentmain(String arguments, Instrumentation instrumentation) {}
}
