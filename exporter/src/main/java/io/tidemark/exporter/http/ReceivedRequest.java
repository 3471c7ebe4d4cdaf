package io.tidemark.exporter.http;

import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;

/** A request as the library parsed it. */
record ReceivedRequest(HttpRequest request) implements Request {
  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    String target = target();
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  @Override
  public String query() {
    String target = target();
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question + 1);
  }

  @Override
  public String targetHost() {
    return request.getAuthority() == null ? null : request.getAuthority().toString();
  }

  @Override
  public List<String> headers(String name) {
    return Arrays.stream(request.getHeaders(name)).map(Header::getValue).toList();
  }

  private String target() {
    return request.getPath() == null ? "" : request.getPath();
  }
}
