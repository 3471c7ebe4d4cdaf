package io.tidemark.benchmarks.startup;

import io.tidemark.benchmarks.harness.Agents;
import io.tidemark.benchmarks.harness.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The agents whose start is compared, each started as its manual says; what would leave the machine
 * is switched off.
 */
final class StartedAgents {

  static final String NONE = Programs.NO_AGENT;
  static final String IDLE = Programs.IDLE;
  static final String TIDEMARK = Programs.TIDEMARK;
  static final String JMX_EXPORTER = "jmx_exporter";
  static final String OPEN_TELEMETRY = "OpenTelemetry";
  static final String JOLOKIA = "Jolokia";

  static final List<String> OTHERS = List.of(JMX_EXPORTER, OPEN_TELEMETRY, JOLOKIA);
  static final List<String> ALL =
      List.of(NONE, IDLE, TIDEMARK, JMX_EXPORTER, OPEN_TELEMETRY, JOLOKIA);

  private final Path tidemark;
  private final Path idle;
  private final Path others;
  private final Path jmxExporterConfig;

  StartedAgents(Path tidemark, Path scratch) throws IOException {
    this.tidemark = tidemark;
    this.idle = Agents.idle(scratch);
    this.others = Path.of("benchmarks/target/agents").toAbsolutePath();
    this.jmxExporterConfig = scratch.resolve("jmx_exporter.yml");
    Files.writeString(jmxExporterConfig, "rules:\n- pattern: \".*\"\n");
  }

  /** The options of the JVM; those that serve HTTP take the port. */
  List<String> options(String arm, int port) {
    return switch (arm) {
      case NONE -> List.of();
      case IDLE -> List.of(agent(idle, ""));
      case TIDEMARK -> List.of(agent(tidemark, "=port=" + port));
      case JMX_EXPORTER ->
          List.of(
              agent(
                  others.resolve("jmx_prometheus_javaagent.jar"),
                  "=127.0.0.1:" + port + ":" + jmxExporterConfig));
      case OPEN_TELEMETRY ->
          List.of(
              agent(others.resolve("opentelemetry-javaagent.jar"), ""),
              "-Dotel.traces.exporter=none",
              "-Dotel.metrics.exporter=none",
              "-Dotel.logs.exporter=none");
      case JOLOKIA ->
          List.of(
              agent(
                  others.resolve("jolokia-agent-jvm-javaagent.jar"),
                  "=host=127.0.0.1,port=" + port + ",discoveryEnabled=false"));
      default -> throw new IllegalArgumentException(arm);
    };
  }

  /** What is read from those that serve HTTP. */
  Optional<String> url(String arm, int port) {
    String server = "http://127.0.0.1:" + port;
    return switch (arm) {
      case TIDEMARK, JMX_EXPORTER -> Optional.of(server + "/metrics");
      case JOLOKIA -> Optional.of(server + "/jolokia/read/java.lang:type=Memory");
      default -> Optional.empty();
    };
  }

  private static String agent(Path jar, String arguments) {
    return "-javaagent:" + jar + arguments;
  }
}
