/**
 * What is published, as data: the result of one sweep, its rows, its sums, and the agent's own
 * state. All of it is immutable and may be shared between threads.
 *
 * <p>Made on the sweep thread, read by those of the HTTP server. A new fact about a map begins in
 * {@code TrackedMap} and {@code Rows}, one about the agent in {@code AgentStatus}.
 */
package io.tidemark.exporter.census;
