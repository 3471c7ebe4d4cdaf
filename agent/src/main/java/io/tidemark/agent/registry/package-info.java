/**
 * The tracked maps, and what is known of each: {@code HookSink} takes the hooks' events on the
 * application's threads, which push to {@code Inbox}; {@code Registry} adopts from there on the
 * sweep thread, which owns all else.
 *
 * <p>What runs on an application's thread takes no lock, grows no map of the JDK's and calls no
 * method of the map. How a map's fields are read is in {@code Maps}; a change of what a record
 * knows begins in {@code Tracked}, and its races are tried by jcstress in {@code src/stress}.
 */
package io.tidemark.agent.registry;
