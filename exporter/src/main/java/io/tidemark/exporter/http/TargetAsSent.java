package io.tidemark.exporter.http;

import java.net.URI;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestFactory;
import org.apache.hc.core5.http.message.BasicHttpRequest;

/**
 * Makes requests whose path is what the client sent, as by RFC 9112, 3.2.1: the library would take
 * the first part of {@code //part/rest} for a host.
 */
final class TargetAsSent implements HttpRequestFactory<HttpRequest> {
  static final TargetAsSent INSTANCE = new TargetAsSent();

  private TargetAsSent() {}

  @Override
  public HttpRequest newHttpRequest(String method, String target) {
    if (target.startsWith("//")) {
      return new BasicHttpRequest(method, null, null, target);
    }
    return DefaultHttpRequestFactory.INSTANCE.newHttpRequest(method, target);
  }

  @Override
  public HttpRequest newHttpRequest(String method, URI target) {
    return DefaultHttpRequestFactory.INSTANCE.newHttpRequest(method, target);
  }
}
