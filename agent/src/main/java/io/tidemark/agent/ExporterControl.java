package io.tidemark.agent;

import static io.tidemark.agent.Notices.NOTICES;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.config.HttpSecurity;
import io.tidemark.exporter.Exporter;
import io.tidemark.exporter.ExporterSettings;
import io.tidemark.exporter.census.Census;
import java.util.Objects;
import java.util.function.Consumer;

/** Runs the exporter as it is configured, and gives a new one the last census. */
final class ExporterControl implements Consumer<Census> {

  private boolean configured;
  private ExporterSettings settings;
  private Exporter exporter;
  private Census last;
  private boolean stopped;

  /**
   * Starts the exporter, or replaces it when its configuration changed or it has given up: what was
   * wrong with a file that it reads may have been mended. Any thread.
   */
  synchronized void configure(Config config) {
    // null where protection was asked for that can't be given: it must not be open then
    ExporterSettings next = config.httpSecurity().closed() ? null : settings(config);
    boolean gaveUp = exporter != null && exporter.hasGivenUp();
    if (stopped || configured && !gaveUp && Objects.equals(next, settings)) {
      return;
    }
    configured = true;
    close();
    settings = next;
    if (next == null) {
      System.setProperty(
          Exporter.PROBLEM_PROPERTY, "the protection that httpServer asks for can't be given");
      return;
    }
    exporter = Exporter.start(next, NOTICES, port -> started(config, port));
    if (last != null) {
      exporter.publish(last);
    }
  }

  /** Publishes a census. The sweep thread. */
  @Override
  public synchronized void accept(Census census) {
    last = census;
    if (exporter != null) {
      exporter.publish(census);
    }
  }

  /** Ends the exporter with all its threads, for good. Any thread. */
  synchronized void stop() {
    close();
    System.clearProperty(Exporter.PROBLEM_PROPERTY);
    stopped = true;
  }

  private void close() {
    if (exporter != null) {
      exporter.close();
      exporter = null;
    }
  }

  private static void started(Config config, int port) {
    if (config.banner()) {
      String scheme = config.httpSecurity().tls().isPresent() ? "https://" : "http://";
      NOTICES.accept(
          Version.TEXT
              + " watches this JVM's large maps: "
              + scheme
              + (config.host().contains(":") ? "[" + config.host() + "]" : config.host())
              + ":"
              + port
              + "/");
    }
  }

  private static ExporterSettings settings(Config config) {
    HttpSecurity security = config.httpSecurity();
    return new ExporterSettings(
        config.host(),
        config.port(),
        config.sitesTop(),
        config.jvmMetrics(),
        config.sweepInterval(),
        security.tls(),
        security.basicAuth());
  }
}
