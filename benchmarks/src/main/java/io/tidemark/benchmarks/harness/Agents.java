package io.tidemark.benchmarks.harness;

import io.tidemark.benchmarks.agents.IdleAgent;
import io.tidemark.benchmarks.agents.UnchangedAgent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

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
    Files.createDirectories(folder);
    Path file = folder.resolve(agent.getSimpleName() + ".jar");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", agent.getName());
    main.putValue("Agent-Class", agent.getName());
    main.putValue("Can-Retransform-Classes", "true");
    String entry = agent.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest);
        InputStream in = agent.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
      out.closeEntry();
    }
    return file;
  }
}
