/**
 * Finds who keeps maps reachable: {@code Walk} follows references from static fields and threads
 * within bounds, {@code HolderText} names the way it came. No method of the application's objects
 * is called and none of its classes initialised.
 *
 * <p>Runs on the sweep thread alone. A change begins in {@code Search}, the course of one search;
 * how a way reads, in {@code HolderText} and {@code Steps}.
 */
package io.tidemark.agent.holders;
