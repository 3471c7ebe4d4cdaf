/**
 * Finds the maps that were there before the weaving: {@code HeapScan} by walks over the heap with
 * the native library, {@code JavaWalk} by following references where that can't be loaded. {@code
 * Discoveries} chooses, {@code PauseBudget} refuses what would stop the application for too long.
 *
 * <p>Runs on the sweep thread, or on the JVM's own that a later load comes by; never on the
 * application's. A change of what is found begins in {@code HeapScan}.
 */
package io.tidemark.agent.discovery;
