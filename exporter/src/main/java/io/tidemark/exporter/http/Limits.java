package io.tidemark.exporter.http;

import java.time.Duration;

/**
 * What a client may cost the application.
 *
 * @param connections open at once; further ones are closed at once, unless one gives way
 * @param spared how long a connection may go without a finished exchange and not give way to a
 *     further one: whoever leaves connections open must not keep the health probes out
 * @param lineLength of the request line and of each header, in bytes
 * @param headers in one request
 * @param unanswered requests of one connection that wait for their answers
 * @param idle how long a connection may be silent
 * @param exchange how long a connection may go without a finished exchange: a client that never
 *     finishes its request, or never reads its answer, is closed after this
 */
public record Limits(
    int connections,
    Duration spared,
    int lineLength,
    int headers,
    int unanswered,
    Duration idle,
    Duration exchange) {

  /** Above the usual scrape intervals, so that a scraper keeps its connection. */
  public static final Limits DEFAULT =
      new Limits(
          64, Duration.ofSeconds(1), 8192, 64, 4, Duration.ofSeconds(35), Duration.ofSeconds(45));
}
