/**
 * What is read of this process beside its maps: resident memory and the container's limit out of
 * {@code /proc} and control groups, the JVM's memory pools and collectors out of its beans.
 *
 * <p>Read when a request asks for it, on that request's thread. What can't be known is left out. A
 * new figure begins in {@code ProcessMemoryReader} or {@code JvmMemory}.
 */
package io.tidemark.exporter.process;
