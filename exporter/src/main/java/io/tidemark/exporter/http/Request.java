package io.tidemark.exporter.http;

import java.util.List;

/** What of a request the handler may look at. */
public interface Request {
  /** Such as {@code GET}. */
  String method();

  /** The target as sent, without its query. */
  String path();

  /** The target's query as sent, empty where there is none. */
  String query();

  /**
   * The host that the target itself names, as in a request to a proxy; null where it names none.
   */
  String targetHost();

  /** All values of the header, in their order. */
  List<String> headers(String name);

  /** The header's values as one list, null where the header is absent. */
  default String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? null : String.join(",", values);
  }
}
