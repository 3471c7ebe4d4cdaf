package io.tidemark.benchmarks.harness;

import io.tidemark.benchmarks.agents.IdleAgent;
import io.tidemark.benchmarks.agents.UnchangedAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Jars of the small agents that Tidemark is compared with. */
public final class Agents {

  private Agents() {}

  /** An agent that does nothing: what the JVM charges for any agent. */
  public static Path idle(Path folder) throws IOException {
    return jar(folder, IdleAgent.class);
  }

  /**
   * An agent that retransforms the classes that Tidemark weaves, and leaves them unchanged: what
   * the JVM charges for a retransformed class.
   */
  public static Path unchanged(Path folder) throws IOException {
    return jar(folder, UnchangedAgent.class);
  }

  private static Path jar(Path folder, Class<?> agent) throws IOException {
    return Jars.write(
        folder.resolve(agent.getSimpleName() + ".jar"),
        Map.of(
            "Premain-Class", agent.getName(),
            "Agent-Class", agent.getName(),
            "Can-Retransform-Classes", "true"),
        List.of(agent));
  }
}
