package io.tidemark.agent.sweep;

import io.tidemark.agent.config.Config;
import io.tidemark.exporter.census.AgentStatus;
import java.util.Map;

/** Tells the agent's own state for a census. Called by the sweep thread. */
public interface StatusSource {

  /**
   * Looks after the hooks, before a sweep.
   *
   * @param config what the sweep goes by
   * @return which maps were watched all the time since the last call
   */
  Watched lookAfterHooks(Config config);

  /**
   * The state now.
   *
   * @param growths tables seen made or grown since the start, by map type
   * @param sites distinct sites of the census's maps
   * @param failedSweeps rounds that ended in a throwable since the start
   */
  AgentStatus status(Map<String, Long> growths, long sites, long failedSweeps);
}
