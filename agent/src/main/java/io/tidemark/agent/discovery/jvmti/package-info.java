/**
 * What loads the native library and declares its methods. {@code LibraryLayer} makes a class loader
 * and a module for this package alone, since native access is granted to a whole module.
 *
 * <p>It is called by the thread of a discovery or of a search for holders. A new native method is
 * declared in {@code Jvmti} or {@code JvmtiReferences}, here, and in {@code tidemark_scan.c}.
 */
package io.tidemark.agent.discovery.jvmti;
