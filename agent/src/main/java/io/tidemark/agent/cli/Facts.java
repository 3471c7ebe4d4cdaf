package io.tidemark.agent.cli;

import io.tidemark.agent.cli.report.Metrics;
import io.tidemark.agent.cli.report.Metrics.Sample;
import io.tidemark.exporter.web.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a scrape says, in a few words. */
final class Facts {

  private Facts() {}

  /** How the last discovery went. */
  static String discovery(Metrics metrics) {
    OptionalDouble complete = metrics.sum("tidemark_discovery_complete");
    OptionalDouble seconds = metrics.sum("tidemark_discovery_seconds");
    if (complete.isEmpty() || seconds.isEmpty()) {
      return "none: maps of before are not seen until they grow (see discovery=always)";
    }
    String outcome =
        complete.getAsDouble() > 0 ? "complete" : "not complete, see that process's stderr";
    return String.format(Locale.ROOT, "%s, took %.2f s", outcome, seconds.getAsDouble());
  }

  static String hooks(Metrics metrics) {
    List<Sample> hooks = metrics.of("tidemark_hook_active");
    List<String> silent =
        hooks.stream()
            .filter(hook -> hook.value() == 0)
            .map(hook -> hook.labels().getOrDefault("hook", "?"))
            .sorted()
            .toList();
    return silent.isEmpty()
        ? "all " + hooks.size() + " fire"
        : "NOT FIRING: " + String.join(", ", silent);
  }

  static String maps(Metrics metrics) {
    return count(metrics, "tidemark_maps")
        + " tracked, "
        + count(metrics, "tidemark_retained_empty_maps")
        + " flagged, "
        + count(metrics, "tidemark_candidate_maps")
        + " candidates";
  }

  /** A family that is left out has nothing to tell of. */
  static String count(Metrics metrics, String family) {
    return Figures.count((long) metrics.sum(family).orElse(0));
  }

  static Optional<String> bytes(Metrics metrics, String family) {
    OptionalDouble bytes = metrics.sum(family);
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(Figures.bytes((long) bytes.getAsDouble()));
  }

  static Optional<String> lastSweep(Metrics metrics, Instant now) {
    OptionalDouble at = metrics.sum("tidemark_last_sweep_timestamp_seconds");
    if (at.isEmpty()) {
      return Optional.empty();
    }
    Duration ago = Duration.between(Instant.ofEpochMilli((long) (at.getAsDouble() * 1000)), now);
    return Optional.of(Figures.duration(ago) + " ago");
  }
}
