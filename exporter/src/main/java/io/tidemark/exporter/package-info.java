/**
 * Publishes censuses over HTTP. {@code Exporter} is the way in: it is given each census, and
 * listens by {@code ExporterSettings} on daemon threads of its own. It knows nothing of weaving, so
 * that all that is published can be tested from a hand-made census.
 *
 * <p>A census comes on the sweep thread; opening, renewing and retrying are {@code
 * tidemark-http}'s. A change of when the port is open begins in {@code Exporter}.
 */
package io.tidemark.exporter;
