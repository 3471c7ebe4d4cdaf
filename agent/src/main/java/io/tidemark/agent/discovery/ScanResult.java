package io.tidemark.agent.discovery;

import java.time.Duration;

/**
 * What a discovery came to and cost.
 *
 * @param complete whether no map was missed
 * @param maps the maps that were found
 * @param passes the walks over the heap, each of which stopped the application once
 * @param total from the start to the end, most of it without stopping the application
 * @param longestPause the longest pass as the calling thread saw it: the pause and the way into it
 * @param how {@code jvmti}, {@code java walk} or {@code none}
 * @param reason why it is not complete; empty where it is
 */
public record ScanResult(
    boolean complete,
    int maps,
    int passes,
    Duration total,
    Duration longestPause,
    String how,
    String reason) {}
