package io.tidemark.agent.config;

import io.tidemark.agent.config.Parsers.DiscoveryMode;
import io.tidemark.agent.config.Parsers.Fraction;
import io.tidemark.agent.config.Parsers.HostName;
import io.tidemark.agent.config.Parsers.Path;
import io.tidemark.agent.config.Parsers.TrueOrFalse;
import io.tidemark.agent.config.Parsers.WholeNumber;
import java.time.Duration;
import java.util.List;

/** The table of all keys: the one place for names, defaults, bounds and help. */
final class Keys {

  /** What {@code config} says when there is no file. */
  static final String NO_FILE = "none";

  private static final WholeNumber SLOTS = new WholeNumber(16, 1 << 20);
  private static final TrueOrFalse SWITCH = new TrueOrFalse();

  static final Key<String> HOST =
      new Key<>("host", new HostName(), "127.0.0.1", "the address the HTTP server listens on");
  static final Key<Integer> PORT =
      new Key<>("port", new WholeNumber(0, 65535), "9746", "its port; 0 takes any free one");
  static final Key<Integer> TRACK_MIN_SLOTS =
      new Key<>("track.min-slots", SLOTS, "4096", "smaller tables cost nothing and are not seen");
  static final Key<Integer> TRACK_MAX_MAPS =
      new Key<>(
          "track.max-maps", new WholeNumber(1, 1_000_000), "50000", "the most maps to be tracked");
  static final Key<Duration> SWEEP_INTERVAL =
      new Key<>(
          "sweep.interval", Durations.between("100ms", "1h"), "10s", "from one sweep to the next");
  static final Key<Long> RETAINED_MIN_BYTES =
      new Key<>(
          "retained.min-bytes",
          Sizes.between("0", "16GiB"),
          "1MiB",
          "the byte floor of the retained-empty flag");
  static final Key<Double> RETAINED_MAX_FILL =
      new Key<>(
          "retained.max-fill",
          new Fraction(),
          "0.25",
          "the fill limit: peak entries against the growth threshold");
  static final Key<Duration> RETAINED_HOLD =
      new Key<>("retained.hold", Durations.between("100ms", "7d"), "10m", "the hold window");
  static final Key<Integer> SITES_TOP =
      new Key<>(
          "sites.top",
          new WholeNumber(0, 1000),
          "20",
          "how many sites are shown by their excess bytes; what left them stays up to 15 minutes");
  static final Key<Integer> SITE_MIN_SLOTS =
      new Key<>(
          "site.min-slots", SLOTS, "65536", "the growth at which a map's site is taken, in slots");
  static final Key<Config.Discovery> DISCOVERY =
      new Key<>(
          "discovery",
          new DiscoveryMode(),
          "auto",
          "whether to look for maps that were there before the agent");
  static final Key<Duration> DISCOVERY_MAX_PAUSE =
      new Key<>(
          "discovery.max-pause",
          Durations.between("1ms", "1m"),
          "1s",
          "a walk that is expected to stop the application for longer is not begun");
  static final Key<Boolean> JVM_METRICS =
      new Key<>("jvm.metrics", SWITCH, "true", "false: the application exports jvm_* itself");
  static final Key<String> CONFIG =
      new Key<>("config", new Path(), NO_FILE, "a YAML file with any of the other keys");
  static final Key<Boolean> ENABLED =
      new Key<>("enabled", SWITCH, "true", "false: the agent does nothing at all");
  static final Key<Boolean> BANNER =
      new Key<>("banner", SWITCH, "true", "the one line on stderr at the start");

  static final List<Key<?>> ALL =
      List.of(
          HOST,
          PORT,
          TRACK_MIN_SLOTS,
          TRACK_MAX_MAPS,
          SWEEP_INTERVAL,
          RETAINED_MIN_BYTES,
          RETAINED_MAX_FILL,
          RETAINED_HOLD,
          SITES_TOP,
          SITE_MIN_SLOTS,
          DISCOVERY,
          DISCOVERY_MAX_PAUSE,
          JVM_METRICS,
          CONFIG,
          ENABLED,
          BANNER);

  private Keys() {}
}
