package io.tidemark.exporter.census;

import java.util.Map;
import java.util.Objects;

/**
 * The agent's own state when a census was taken. Immutable.
 *
 * @param version the build's version
 * @param mode how the agent came into the JVM
 * @param hooks each hook's name, such as {@code HashMap.resize}, and whether it was proven to fire
 * @param hookErrors throwables that were stopped inside a hook since the start
 * @param growths tables seen made or grown since the start, by map type
 * @param refusedMaps maps that were not tracked since the start, by reason
 * @param refusedSites sites that were not taken since the start, by reason
 * @param sitesTracked distinct sites of the census's maps
 * @param failedSweeps rounds of the sweep thread that ended in a throwable since the start
 * @param discovery the last search for older maps; null where there was none
 * @param holderSeconds what the searches for holders took since the start, in seconds
 * @param memoryBytes estimate of the heap that the agent's registry holds, in bytes
 */
public record AgentStatus(
    String version,
    Mode mode,
    Map<String, Boolean> hooks,
    long hookErrors,
    Map<String, Long> growths,
    Map<String, Long> refusedMaps,
    Map<String, Long> refusedSites,
    long sitesTracked,
    long failedSweeps,
    DiscoveryStatus discovery,
    double holderSeconds,
    long memoryBytes) {

  /** How the agent came into the JVM. */
  public enum Mode {
    PREMAIN,
    ATTACH
  }

  public AgentStatus {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(mode, "mode");
    hooks = Map.copyOf(hooks);
    growths = Map.copyOf(growths);
    refusedMaps = Map.copyOf(refusedMaps);
    refusedSites = Map.copyOf(refusedSites);
  }
}
