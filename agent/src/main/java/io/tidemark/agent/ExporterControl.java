package io.tidemark.agent;

import io.tidemark.agent.config.Config;
import io.tidemark.exporter.Exporter;
import io.tidemark.exporter.ExporterSettings;
import io.tidemark.exporter.census.Census;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the exporter as it is configured, and gives a new one the last census. */
final class ExporterControl implements Consumer<Census> {

  private ExporterSettings settings;
  private Exporter exporter;
  private Census last;

  /** Starts the exporter, or replaces it when its configuration changed. Any thread. */
  synchronized void configure(Config config) {
    ExporterSettings next = settings(config);
    if (next.equals(settings)) {
      return;
    }
    if (exporter != null) {
      exporter.close();
    }
    settings = next;
    exporter = Exporter.start(next, Notices.NOTICES, port -> started(config, port));
    if (last != null) {
      exporter.publish(last);
    }
  }

  /** Publishes a census. The sweep thread. */
  @Override
  public synchronized void accept(Census census) {
    last = census;
    exporter.publish(census);
  }

  private static void started(Config config, int port) {
    if (config.banner()) {
      Notices.NOTICES.accept(
          Version.TEXT
              + " watches this JVM's large maps: http"
              + ""
              + "://"
              + config.host()
              + ":"
              + port
              + "/");
    }
  }

  private static ExporterSettings settings(Config config) {
    return new ExporterSettings(
        config.host(),
        config.port(),
        config.sitesTop(),
        config.jvmMetrics(),
        config.sweepInterval(),
        Optional.empty(),
        Optional.empty());
  }
}
