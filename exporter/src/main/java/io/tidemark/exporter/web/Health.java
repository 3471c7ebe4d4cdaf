package io.tidemark.exporter.web;

import io.tidemark.exporter.census.Publication;
import io.tidemark.exporter.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Whether the agent does its work. Safe for use by several threads. */
final class Health {
  private static final Duration AT_LEAST = Duration.ofSeconds(30);

  private final Supplier<Publication> publications;
  private final Duration limit;
  private final LongSupplier nanoTime;

  Health(Supplier<Publication> publications, Duration sweepInterval, LongSupplier nanoTime) {
    this.publications = publications;
    // multipliedBy goes by way of BigDecimal, whose start makes 2 MB of garbage on JDK 25
    Duration late = sweepInterval.plus(sweepInterval).plus(sweepInterval);
    this.limit = late.compareTo(AT_LEAST) < 0 ? AT_LEAST : late;
    this.nanoTime = nanoTime;
  }

  /** 200 while the last census, or the start, is not too long ago. */
  Response healthy() {
    return healthy(publications.get());
  }

  private Response healthy(Publication publication) {
    Duration age = publication.age(nanoTime.getAsLong());
    if (age.compareTo(limit) <= 0) {
      return Response.line(200, "healthy");
    }
    String last = publication.census() == null ? "no census since the start " : "last census ";
    return Response.line(
        503, last + age.toSeconds() + " s ago, which is over " + limit.toSeconds() + " s");
  }

  /** 200 while there is a census, not too long ago, by which every hook is active. */
  Response ready() {
    Publication publication = publications.get();
    if (publication.census() == null) {
      return Response.line(503, "no census yet");
    }
    for (Map.Entry<String, Boolean> hook :
        new TreeMap<>(publication.census().agent().hooks()).entrySet()) {
      if (!hook.getValue()) {
        return Response.line(503, "hook " + hook.getKey() + " is not active");
      }
    }
    Response healthy = healthy(publication);
    return healthy.status() == 200 ? Response.line(200, "ready") : healthy;
  }
}
