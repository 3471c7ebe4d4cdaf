package io.tidemark.exporter.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** One request and its answer. Its calls come from one thread at a time. */
final class Exchange implements AsyncServerExchangeHandler {
  private final Handler handler;
  private final Consumer<String> notices;
  private final Chunks chunks = new Chunks();
  private Content content;
  private boolean gzip;
  private OutputStream out;

  Exchange(Handler handler, Consumer<String> notices) {
    this.handler = handler;
    this.notices = notices;
  }

  @Override
  public void handleRequest(
      HttpRequest httpRequest, EntityDetails entity, ResponseChannel channel, HttpContext context)
      throws HttpException, IOException {
    Request request = new ReceivedRequest(httpRequest);
    Response response = respond(request);
    HttpResponse head = new BasicHttpResponse(response.status());
    head.setHeader("X-Content-Type-Options", "nosniff");
    head.setHeader("Cache-Control", "no-store");
    response.headers().forEach(head::setHeader);
    content = response.content();
    gzip = response.compressible() && acceptsGzip(request.header("Accept-Encoding"));
    if (response.compressible()) {
      head.addHeader("Vary", "Accept, Accept-Encoding");
    }
    if (gzip) {
      head.setHeader("Content-Encoding", "gzip");
    }
    long length = gzip ? -1 : content.length();
    ContentType type = ContentType.parse(response.contentType());
    channel.sendResponse(head, new BasicEntityDetails(length, type), context);
  }

  private Response respond(Request request) {
    try {
      return handler.handle(request);
    } catch (RuntimeException | Error e) {
      // An Error let through would end the thread that serves every other connection too.
      notices.accept("a request failed: " + e);
      return Response.line(500, "internal error");
    }
  }

  @Override
  public int available() {
    return content == null ? 0 : 1;
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    while (content != null || chunks.next().hasRemaining()) {
      ByteBuffer next = chunks.next();
      if (!next.hasRemaining()) {
        writeNext();
      } else if (channel.write(next) == 0) {
        return;
      }
    }
    channel.endStream();
  }

  private void writeNext() throws IOException {
    try {
      if (out == null) {
        out = gzip ? new Gzip(chunks) : chunks;
      }
      if (!content.writeNext(out)) {
        out.close();
        content = null;
      }
    } catch (RuntimeException | Error e) {
      notices.accept("an answer could not be written to its end: " + e);
      throw new IOException(e);
    }
  }

  /** Whether gzip is named without {@code q=0}, by RFC 9110, 12.5.3. */
  static boolean acceptsGzip(String acceptEncoding) {
    return acceptEncoding != null
        && Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
            .map(coding -> coding.replace(" ", ""))
            .anyMatch(
                coding ->
                    (coding.equals("gzip") || coding.startsWith("gzip;"))
                        && !coding.matches(".*;q=0(\\.0*)?"));
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  /** A request's body is of no use and thrown away. */
  @Override
  public void consume(ByteBuffer source) {
    source.position(source.limit());
  }

  @Override
  public void streamEnd(List<? extends Header> trailers) {}

  @Override
  public void failed(Exception cause) {
    releaseResources();
  }

  @Override
  public void releaseResources() {
    content = null;
    if (out instanceof Gzip begun) {
      begun.end();
    }
  }

  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream to) throws IOException {
      super(to);
    }

    /** Frees native memory, which a collector that has little to do would leave for long. */
    void end() {
      def.end();
    }
  }
}
