package io.tidemark.exporter.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers beside those that every answer has
 * @param compressible whether the body is long enough to be worth compressing
 */
public record Response(
    int status,
    String contentType,
    Map<String, String> headers,
    boolean compressible,
    Content content) {

  /** One line of text. */
  public static Response line(int status, String line) {
    return new Response(
        status, "text/plain; charset=utf-8", Map.of(), false, Content.of(line + "\n"));
  }

  /** A long body, answered with 200. */
  public static Response ok(String contentType, Content content) {
    return new Response(200, contentType, Map.of(), true, content);
  }

  /** The same answer with one more header. */
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, contentType, more, compressible, content);
  }
}
