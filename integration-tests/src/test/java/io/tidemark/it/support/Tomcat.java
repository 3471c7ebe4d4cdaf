package io.tidemark.it.support;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An unmodified Apache Tomcat, as it comes from Maven Central, started and stopped by its own
 * script. Its folder has its default configuration, but for the ports, and its default page.
 */
public final class Tomcat {

  private static final Pattern TIME =
      Pattern.compile("^\\d\\d-\\w{3}-\\d{4} \\d\\d:\\d\\d:\\d\\d[.]\\d{3}");
  private static final Pattern DURATION = Pattern.compile("\\[[\\d,]+] (ms|milliseconds)\\b");

  private final Jdk jdk;
  private final Path base;
  private final List<Integer> ports = Ports.free(2);
  private final int port = ports.get(0);
  private final int shutdownPort = ports.get(1);
  private final Map<String, String> environment;

  /**
   * Sets a Tomcat up.
   *
   * @param base an empty folder for what it writes
   * @param toolOptions {@code JAVA_TOOL_OPTIONS} of all its JVMs
   */
  public Tomcat(Jdk jdk, Path base, String toolOptions) throws IOException {
    this.jdk = jdk;
    this.base = base;
    this.environment =
        Map.of(
            "JAVA_HOME",
            jdk.home().toString(),
            "CATALINA_HOME",
            home().toString(),
            "CATALINA_BASE",
            base.toString(),
            "JAVA_TOOL_OPTIONS",
            toolOptions);
    copy(home().resolve("conf"), base.resolve("conf"));
    copy(home().resolve("webapps/ROOT"), base.resolve("webapps/ROOT"));
    Files.createDirectory(base.resolve("logs"));
    Files.createDirectory(base.resolve("temp"));
    Path server = base.resolve("conf/server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("\"8080\"", "\"" + port + "\" address=\"127.0.0.1\"")
            .replace("\"8005\"", "\"" + shutdownPort + "\""));
  }

  /** Runs {@code catalina.sh run}, whose process becomes the server's JVM. */
  public AgentJvm run() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", script(), "run");
    builder.environment().keySet().removeIf(Launch::changesJvms);
    builder.environment().putAll(environment);
    return new AgentJvm(jdk, List.of(), builder.start(), true);
  }

  /** Runs {@code catalina.sh stop}. */
  public Tool.Result stop() {
    return Tool.run(List.of("sh", script(), "stop"), environment, null);
  }

  /** Where it serves. */
  public URI http() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** A line that it or its script printed, without its folder, its ports, and times. */
  public String plain(String line) {
    return DURATION
        .matcher(TIME.matcher(line).replaceFirst("TIME"))
        .replaceFirst("[DURATION] $1")
        .replace(base.toString(), "BASE")
        .replace(Integer.toString(port), "PORT")
        .replace(Integer.toString(shutdownPort), "SHUTDOWN-PORT");
  }

  private static Path home() {
    return Path.of(System.getProperty("tidemark.tomcat"));
  }

  private static String script() {
    return home().resolve("bin/catalina.sh").toString();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        Files.createDirectories(target.getParent());
        Files.copy(each, target);
      }
    }
  }
}
