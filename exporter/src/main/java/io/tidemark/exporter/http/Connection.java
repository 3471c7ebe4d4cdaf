package io.tidemark.exporter.http;

import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/** One open connection, and when it last did what it is for. */
final class Connection implements Http1StreamListener {
  private final ProtocolIOSession session;
  private final Limits limits;
  private volatile long lastExchangeNanos = System.nanoTime();
  private int unanswered;

  Connection(ProtocolIOSession session, Limits limits) {
    this.session = session;
    this.limits = limits;
  }

  /**
   * Counts the request.
   *
   * @throws IllegalStateException where too many wait, which closes the connection: a client that
   *     sends on and never reads would fill the heap with answers
   */
  @Override
  public void onRequestHead(HttpConnection connection, HttpRequest request) {
    if (++unanswered > limits.unanswered()) {
      throw new IllegalStateException("more than " + limits.unanswered() + " requests unanswered");
    }
  }

  @Override
  public void onResponseHead(HttpConnection connection, HttpResponse response) {}

  @Override
  public void onExchangeComplete(HttpConnection connection, boolean keepAlive) {
    unanswered--;
    lastExchangeNanos = System.nanoTime();
  }

  /** Whether the socket is open; a session that says bye over TLS still has it. */
  boolean isOpen() {
    return session.channel().isOpen();
  }

  /** How long it went without a finished exchange. */
  long unfinishedNanos(long nowNanos) {
    return nowNanos - lastExchangeNanos;
  }

  boolean isOverdue(long nowNanos) {
    return unfinishedNanos(nowNanos) > limits.exchange().toNanos();
  }

  void close() {
    session.close(CloseMode.IMMEDIATE);
  }
}
