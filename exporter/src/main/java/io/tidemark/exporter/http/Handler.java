package io.tidemark.exporter.http;

/** Answers requests; called by several threads. */
@FunctionalInterface
public interface Handler {
  /** The answer to the request. What is thrown is answered with 500 and given as a notice. */
  Response handle(Request request);
}
