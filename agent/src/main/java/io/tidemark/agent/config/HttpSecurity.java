package io.tidemark.agent.config;

import io.tidemark.exporter.http.BasicAuth;
import io.tidemark.exporter.http.Tls;
import java.util.Objects;
import java.util.Optional;

/**
 * How the HTTP server is protected, with jmx_exporter's structure and meaning. Immutable; {@code
 * toString} shows no secret.
 *
 * @param tls HTTPS, or empty for plain HTTP
 * @param basicAuth who may ask, or empty for anyone
 * @param closed whether protection was asked for that cannot be given, such as a misspelt key: the
 *     HTTP server must then not be opened at all, since open is not what the user wants; the two
 *     others are empty
 */
public record HttpSecurity(Optional<Tls> tls, Optional<BasicAuth> basicAuth, boolean closed) {

  static final HttpSecurity NONE = new HttpSecurity(Optional.empty(), Optional.empty(), false);
  static final HttpSecurity CLOSED = new HttpSecurity(Optional.empty(), Optional.empty(), true);

  public HttpSecurity {
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(basicAuth, "basicAuth");
  }
}
