package io.tidemark.it.company;

import io.tidemark.it.support.AgentJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.tools.ExecFileLoader;

/** JaCoCo's agent, which writes at the JVM's end which code ran. */
public final class JaCoCo implements OtherAgent {

  private final Path written;

  public JaCoCo(Path folder) {
    written = folder.resolve("jacoco.exec");
  }

  @Override
  public Path jar() {
    return OtherAgent.folder().resolve("org.jacoco.agent-runtime.jar");
  }

  @Override
  public String argument() {
    return "destfile=" + written;
  }

  /**
   * The probes of each class that ran. Two sorts have no say: Tidemark's entry classes, which lie
   * on the application's class path, and classes of the JDK's that Tidemark was the first to need.
   */
  @Override
  public Map<String, String> done(AgentJvm jvm) throws IOException {
    ExecFileLoader loader = new ExecFileLoader();
    loader.load(written.toFile());
    Map<String, String> probes = new TreeMap<>();
    for (ExecutionData data : loader.getExecutionDataStore().getContents()) {
      if (!data.getName().matches("io/tidemark/[^/]+") && !data.getName().startsWith("sun/")) {
        probes.put(data.getName(), data.getId() + " " + Arrays.toString(data.getProbes()));
      }
    }
    return probes;
  }
}
