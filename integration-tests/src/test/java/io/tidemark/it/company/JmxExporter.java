package io.tidemark.it.company;

import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MetricsText;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** jmx_exporter's agent, which serves all management beans. */
public final class JmxExporter implements OtherAgent {

  private static final String RULES =
      """
      rules:
        - pattern: ".*"
      """;

  private final int port = Ports.free();
  private final Path config;

  public JmxExporter(Path folder) throws IOException {
    config = Files.writeString(folder.resolve("jmx_exporter.yaml"), RULES);
  }

  @Override
  public Path jar() {
    return OtherAgent.folder().resolve("jmx_prometheus_javaagent.jar");
  }

  @Override
  public String argument() {
    return "127.0.0.1:" + port + ":" + config;
  }

  /** A collector has other metrics once it ran: room enough that only a full one is ever needed. */
  @Override
  public void configure(Launch launch) {
    launch.flags("-Xms512m", "-Xmn400m", "-XX:MetaspaceSize=128m");
  }

  /** The metrics that it serves, with their labels, after a full collection. */
  @Override
  public Set<String> doneSoFar(AgentJvm jvm) {
    jvm.run("gc");
    Set<String> metrics = new TreeSet<>();
    for (MetricsText.Sample sample : scrape().samples()) {
      metrics.add(sample.name() + sample.labels());
    }
    return metrics;
  }

  private MetricsText scrape() {
    CensusClient client = new CensusClient(URI.create("http://127.0.0.1:" + port + "/"));
    return Poll.until("metrics of JMX", client::metrics, text -> !text.samples().isEmpty());
  }

  /** It has nothing to say when the JVM ends. */
  @Override
  public String done(AgentJvm jvm) {
    return "";
  }
}
