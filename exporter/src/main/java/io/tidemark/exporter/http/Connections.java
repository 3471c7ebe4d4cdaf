package io.tidemark.exporter.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestParserFactory;
import org.apache.hc.core5.http.impl.nio.ServerHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ServerHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestConformance;
import org.apache.hc.core5.http.protocol.RequestValidateHost;
import org.apache.hc.core5.http.protocol.ResponseConformance;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOEventHandlerFactory;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.Timeout;

/** The open connections. Safe for use by several threads. */
final class Connections implements IOEventHandlerFactory {
  private static final Timeout HANDSHAKE = Timeout.ofSeconds(10);

  /** The library's own, without the header that names the server and its versions. */
  private static final HttpProcessor PROCESSOR =
      HttpProcessorBuilder.create()
          .addAll(
              ResponseConformance.INSTANCE,
              new DateHeader(),
              ResponseContent.INSTANCE,
              ResponseConnControl.INSTANCE)
          .addAll(RequestValidateHost.INSTANCE, RequestConformance.INSTANCE)
          .build();

  private final Limits limits;
  private final TlsServer tls;
  private final Handler handler;
  private final Consumer<String> notices;
  private final List<Connection> open = new ArrayList<>();

  /**
   * @param tls null for plain HTTP
   */
  Connections(Limits limits, TlsServer tls, Handler handler, Consumer<String> notices) {
    this.limits = limits;
    this.tls = tls;
    this.handler = handler;
    this.notices = notices;
  }

  @Override
  public IOEventHandler createHandler(ProtocolIOSession session, Object attachment) {
    Connection connection = new Connection(session, limits);
    if (!admit(connection)) {
      return REFUSE;
    }
    if (tls != null) {
      SSLContext context = tls.context();
      session.startTls(
          context,
          null,
          SSLBufferMode.STATIC,
          (endpoint, engine) -> engine.setNeedClientAuth(tls.mutual()),
          null,
          HANDSHAKE);
    }
    Http1Config config =
        Http1Config.custom()
            .setMaxLineLength(limits.lineLength())
            .setMaxHeaderCount(limits.headers())
            .build();
    return new ServerHttp1IOEventHandler(
        new ServerHttp1StreamDuplexerFactory(
                PROCESSOR,
                (request, context) -> new Exchange(handler, notices),
                config,
                CharCodingConfig.DEFAULT,
                null,
                new DefaultHttpRequestParserFactory(config, TargetAsSent.INSTANCE, null),
                null,
                connection,
                null)
            .create(tls != null ? "https" : "http", session));
  }

  private synchronized boolean admit(Connection connection) {
    open.removeIf(other -> !other.isOpen());
    if (open.size() >= limits.connections()) {
      makeRoom(System.nanoTime());
    }
    return open.size() < limits.connections() && open.add(connection);
  }

  /** Closes the one that went longest without a finished exchange, if that is long. */
  private void makeRoom(long nowNanos) {
    Connection first =
        Collections.max(open, Comparator.comparingLong(other -> other.unfinishedNanos(nowNanos)));
    if (first.unfinishedNanos(nowNanos) > limits.spared().toNanos()) {
      first.close();
      open.remove(first);
    }
  }

  /** Closes those that went too long without a finished exchange. */
  synchronized void closeOverdue(long nowNanos) {
    for (Iterator<Connection> each = open.iterator(); each.hasNext(); ) {
      Connection connection = each.next();
      if (!connection.isOpen()) {
        each.remove();
      } else if (connection.isOverdue(nowNanos)) {
        connection.close();
      }
    }
  }

  /** Closes what connects. */
  private static final IOEventHandler REFUSE =
      new IOEventHandler() {
        @Override
        public void connected(IOSession session) {
          session.close(CloseMode.IMMEDIATE);
        }

        @Override
        public void inputReady(IOSession session, ByteBuffer source) {}

        @Override
        public void outputReady(IOSession session) {}

        @Override
        public void timeout(IOSession session, Timeout timeout) {
          session.close(CloseMode.IMMEDIATE);
        }

        @Override
        public void exception(IOSession session, Exception cause) {
          session.close(CloseMode.IMMEDIATE);
        }

        @Override
        public void disconnected(IOSession session) {}
      };
}
