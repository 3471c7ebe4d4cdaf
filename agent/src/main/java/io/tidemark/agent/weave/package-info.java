/**
 * The hooks in {@code HashMap} and {@code ConcurrentHashMap}: {@code Hook} lists them, {@code
 * MapWeaver} writes their code, {@code Weaving} has the JVM take it, {@code HookProof} shows that
 * each fires.
 *
 * <p>The weaving runs on the thread that starts or configures the agent, and on the sweep thread
 * for a repair; what is woven runs on the application's. A new hook begins in {@code Hook}; what it
 * compares is written by the classes named {@code ...Code}.
 */
package io.tidemark.agent.weave;
