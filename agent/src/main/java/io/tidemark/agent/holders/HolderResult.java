package io.tidemark.agent.holders;

import java.time.Duration;

/**
 * The holders that were found and what it cost.
 *
 * @param holders for each map, in their order, {@code package.Class.field} and the JDK's wrappers
 *     from there to the map; null where none was found
 * @param visitedObjects the objects that the walk came to, each of which has an identity hash now
 * @param took from the start to the end, most of it without stopping the application
 * @param longestPause the longest time for which the application was stopped, as the calling thread
 *     saw it; zero where it was not
 * @param brokenOff whether it failed, or the heap had no room for what the walk keeps alive: it
 *     names no holder then, which is not to say that there is none
 */
public record HolderResult(
    String[] holders,
    long visitedObjects,
    Duration took,
    Duration longestPause,
    boolean brokenOff) {}
