package io.tidemark.exporter;

import io.tidemark.exporter.http.BasicAuth;
import io.tidemark.exporter.http.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A running exporter and what it said. */
final class Started implements AutoCloseable {
  static final ExporterSettings ANY_PORT =
      new ExporterSettings(
          "127.0.0.1", 0, 20, true, Duration.ofSeconds(10), Optional.empty(), Optional.empty());

  final List<String> notices = new CopyOnWriteArrayList<>();
  final List<Integer> startedPorts = new CopyOnWriteArrayList<>();
  final Exporter exporter;
  private final CompletableFuture<Integer> bound = new CompletableFuture<>();

  Started(ExporterSettings settings, Exporter.Timing timing) {
    exporter =
        Exporter.start(
            settings,
            timing,
            line -> {
              notices.add(line);
              if (line.startsWith("nothing is published")) {
                bound.completeExceptionally(new AssertionError(line));
              }
            },
            port -> {
              startedPorts.add(port);
              bound.complete(port);
            });
  }

  Started(ExporterSettings settings) {
    this(settings, Exporter.Timing.DEFAULT);
  }

  Started() {
    this(ANY_PORT);
  }

  static ExporterSettings with(BasicAuth auth) {
    return new ExporterSettings(
        "127.0.0.1", 0, 20, true, Duration.ofSeconds(10), Optional.empty(), Optional.of(auth));
  }

  static ExporterSettings with(Tls tls) {
    return new ExporterSettings(
        "127.0.0.1", 0, 20, true, Duration.ofSeconds(10), Optional.of(tls), Optional.empty());
  }

  /** Waits for the port. */
  int port() {
    return bound.join();
  }

  Client client() {
    return new Client(port());
  }

  @Override
  public void close() {
    exporter.close();
  }
}
