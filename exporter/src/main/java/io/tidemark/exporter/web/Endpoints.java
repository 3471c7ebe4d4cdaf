package io.tidemark.exporter.web;

import io.tidemark.exporter.census.Publication;
import io.tidemark.exporter.http.Content;
import io.tidemark.exporter.http.Handler;
import io.tidemark.exporter.http.Request;
import io.tidemark.exporter.http.Response;
import io.tidemark.exporter.metrics.Exposition;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What is behind each path. Safe for use by several threads. */
public final class Endpoints implements Handler {
  private static final String HEALTHY = "/-/healthy";
  private static final String READY = "/-/ready";

  /** The paths that are never behind authentication. */
  public static final Set<String> HEALTH_PATHS = Set.of(HEALTHY, READY);

  private static final int DEFAULT_LIMIT = 1000;

  private final Supplier<Publication> publications;
  private final Exposition exposition;
  private final Supplier<ProcessMemory> memory;
  private final JvmMemory jvm;
  private final Health health;

  /** Answers from what is published at the moment of each request. */
  public Endpoints(
      Supplier<Publication> publications,
      Exposition exposition,
      Supplier<ProcessMemory> memory,
      JvmMemory jvm,
      Duration sweepInterval,
      LongSupplier nanoTime) {
    this.publications = publications;
    this.exposition = exposition;
    this.memory = memory;
    this.jvm = jvm;
    this.health = new Health(publications, sweepInterval, nanoTime);
  }

  @Override
  public Response handle(Request request) {
    Supplier<Response> endpoint =
        switch (request.path()) {
          case "/" -> this::page;
          case "/metrics" -> () -> metrics(request);
          case "/api/census" -> () -> census(request);
          case HEALTHY -> health::healthy;
          case READY -> health::ready;
          default -> null;
        };
    if (endpoint == null) {
      return Response.line(404, "not found");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Response.line(405, "only GET and HEAD are answered").with("Allow", "GET, HEAD");
    }
    return endpoint.get();
  }

  private Response metrics(Request request) {
    String contentType = exposition.contentType(request.header("Accept"));
    return Response.ok(
        contentType,
        out -> {
          Writer writer =
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 8192);
          exposition.write(contentType, writer);
          writer.flush();
          return false;
        });
  }

  private Response census(Request request) {
    int limit;
    try {
      limit = limit(request.query());
    } catch (NumberFormatException e) {
      return Response.line(400, "limit must be a whole number, 0 or more");
    }
    Publication publication = publications.get();
    if (publication.census() == null) {
      return Response.line(503, "no census yet");
    }
    return Response.ok(
        "application/json", new CensusJson(publication.census(), limit, memory.get(), jvm));
  }

  /** The query's limit; the last one, where it is given more than once. */
  private static int limit(String query) {
    int limit = DEFAULT_LIMIT;
    for (String parameter : query.split("&")) {
      if (parameter.equals("limit") || parameter.startsWith("limit=")) {
        limit = Integer.parseUnsignedInt(parameter.substring(5).replaceFirst("=", ""));
        if (limit < 0) {
          throw new NumberFormatException(parameter);
        }
      }
    }
    return limit;
  }

  private Response page() {
    String page = CensusPage.render(publications.get(), memory.get(), jvm);
    return Response.ok("text/html; charset=utf-8", Content.of(page))
        .with("Content-Security-Policy", PageStyle.POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("X-Frame-Options", "DENY");
  }
}
