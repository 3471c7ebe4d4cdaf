package io.tidemark.agent.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that a user can set. Immutable; what each key means and allows is in {@link #helpText()}.
 *
 * @param host the address the HTTP server listens on
 * @param port its port; 0 for any free one
 * @param trackMinSlots tables with fewer slots are not seen
 * @param trackMaxMaps the most maps to be tracked
 * @param sweepInterval from one sweep to the next
 * @param retainedMinBytes the byte floor of the flag
 * @param retainedMaxFill the fill limit, from 0 to 0.99
 * @param retainedHold the hold window; may be shorter than the sweep interval, after a line about
 *     it
 * @param sitesTop how many sites are shown by their excess bytes; what left them stays up to 15
 *     minutes
 * @param siteMinSlots the growth at which a map's site is taken
 * @param discovery whether to look for maps that were there before the agent
 * @param discoveryMaxPause a walk that is expected to stop the application for longer is not begun
 * @param jvmMetrics whether to export the JVM's own families
 * @param enabled whether to do anything at all
 * @param banner whether to write one line at the start
 * @param httpSecurity how the HTTP server is protected; look at {@link HttpSecurity#closed()} first
 */
public record Config(
    String host,
    int port,
    int trackMinSlots,
    int trackMaxMaps,
    Duration sweepInterval,
    long retainedMinBytes,
    double retainedMaxFill,
    Duration retainedHold,
    int sitesTop,
    int siteMinSlots,
    Discovery discovery,
    Duration discoveryMaxPause,
    boolean jvmMetrics,
    boolean enabled,
    boolean banner,
    HttpSecurity httpSecurity) {

  /** Whether to look for maps that were there before the agent. */
  public enum Discovery {
    /** The agent decides. */
    AUTO,
    ALWAYS,
    NEVER
  }

  /**
   * Takes agent arguments apart.
   *
   * @param arguments {@code key=value,key=value}, where {@code \,} is a comma of a value
   * @return each {@code key=value} with the commas of its value as they are
   */
  public static List<String> split(String arguments) {
    return Settings.split(arguments);
  }

  /**
   * Reads the four spellings, the strongest first: agent arguments, system properties, environment,
   * and the YAML file that one of these names with {@code config}. Never throws for a user's
   * mistake. Any thread.
   *
   * @param agentArguments {@code key=value,key=value}, where {@code \,} is a comma of a value; null
   *     for none
   * @param systemProperties all of the JVM's that are strings
   * @param environment all of the process's
   * @param problems is given each mistake as one line, without line breaks and without secrets; the
   *     default stands for what is wrong
   */
  public static Config load(
      String agentArguments,
      Map<String, String> systemProperties,
      Map<String, String> environment,
      Consumer<String> problems) {
    Problems said = new Problems(problems);
    Settings settings = new Settings(said);
    settings.addArguments(agentArguments);
    settings.addProperties(systemProperties);
    settings.addEnvironment(environment);

    String path = settings.value(Keys.CONFIG);
    boolean fileLost = settings.isFlawed(Keys.CONFIG);
    if (!path.equals(Keys.NO_FILE)) {
      Optional<List<YamlFile.Entry>> entries =
          YamlFile.read(path, settings.origin(Keys.CONFIG), said);
      fileLost = entries.isEmpty();
      if (entries.isPresent()) {
        settings.addFile(Source.file(path), entries.get());
      }
    }
    return from(settings, path, systemProperties, environment, fileLost);
  }

  /** One line about values that are allowed and hardly meant together; null where all is well. */
  public String doubt() {
    return sweepInterval.compareTo(retainedHold) <= 0
        ? null
        : "sweep.interval "
            + Durations.text(sweepInterval)
            + " is longer than retained.hold "
            + Durations.text(retainedHold)
            + ", so not every hold window has a sweep in it; both are used as they are";
  }

  /** All keys with their defaults, what is allowed and the four spellings, for a person to read. */
  public static String helpText() {
    return Help.text();
  }

  private static Config from(
      Settings settings,
      String file,
      Map<String, String> systemProperties,
      Map<String, String> environment,
      boolean fileLost) {
    return new Config(
        fileLost ? settings.hostWithoutFile() : settings.value(Keys.HOST),
        settings.value(Keys.PORT),
        settings.value(Keys.TRACK_MIN_SLOTS),
        settings.value(Keys.TRACK_MAX_MAPS),
        settings.value(Keys.SWEEP_INTERVAL),
        settings.value(Keys.RETAINED_MIN_BYTES),
        settings.value(Keys.RETAINED_MAX_FILL),
        settings.value(Keys.RETAINED_HOLD),
        settings.value(Keys.SITES_TOP),
        settings.value(Keys.SITE_MIN_SLOTS),
        settings.value(Keys.DISCOVERY),
        settings.value(Keys.DISCOVERY_MAX_PAUSE),
        settings.value(Keys.JVM_METRICS),
        settings.value(Keys.ENABLED),
        settings.value(Keys.BANNER),
        settings.httpSecurity(file, systemProperties, environment));
  }
}
