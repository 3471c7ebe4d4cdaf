/**
 * The agent in a JVM: {@code Agent} puts the parts together, starts them, configures them anew and
 * ends them in order; each {@code ...Control} runs one part by the configuration.
 *
 * <p>{@code Agent} runs on the thread that starts or loads the agent, and from there on the sweep
 * thread and the exporter's own go on. A change of what the agent does at its start, or when it
 * leaves, begins in {@code Agent}.
 */
package io.tidemark.agent;
