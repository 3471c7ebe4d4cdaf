package io.tidemark.exporter.http;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Lets requests through to a handler, or answers them itself. Safe for use by several threads. */
public final class Guard implements Handler {
  private final HostCheck hosts;
  private final Credentials credentials;
  private final Set<String> openPaths;
  private final Handler next;

  /**
   * @param host the host as configured
   * @param bound what it was resolved to
   * @param auth who may look, where not everyone may
   * @param openPaths never behind authentication
   * @throws IllegalArgumentException where the credentials cannot be used; the message says why
   */
  public Guard(
      String host,
      InetSocketAddress bound,
      Optional<BasicAuth> auth,
      Set<String> openPaths,
      LongSupplier nanoTime,
      Handler next) {
    this.hosts = HostCheck.of(host, bound);
    this.credentials = auth.map(settings -> new Credentials(settings, nanoTime)).orElse(null);
    this.openPaths = openPaths;
    this.next = next;
  }

  @Override
  public Response handle(Request request) {
    if (!hosts.accepts(request)) {
      return Response.line(403, "the Host header must name localhost or the configured host");
    }
    if (credentials == null || openPaths.contains(request.path())) {
      return next.handle(request);
    }
    return switch (credentials.check(request.header("Authorization"))) {
      case ACCEPTED -> next.handle(request);
      case REFUSED ->
          Response.line(401, "user name and password are needed")
              .with("WWW-Authenticate", "Basic realm=\"tidemark\", charset=\"UTF-8\"");
      case TOO_SOON ->
          Response.line(429, "a wrong password was tried shortly before").with("Retry-After", "5");
    };
  }
}
