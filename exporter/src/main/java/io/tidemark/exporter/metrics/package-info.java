/**
 * A census as Prometheus metrics. {@code Exposition} alone knows the Prometheus client; families
 * with rows come from {@code CensusFamilies}, single figures from the classes named {@code
 * ...Meters}.
 *
 * <p>Rendered on the thread that answers a scrape, one at a time. A new family begins in one of
 * these, and in docs/metrics.md, which a test holds to the scrape.
 */
package io.tidemark.exporter.metrics;
