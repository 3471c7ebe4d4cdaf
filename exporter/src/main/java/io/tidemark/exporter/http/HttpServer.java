package io.tidemark.exporter.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.DefaultListeningIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.util.Timeout;

/**
 * A small HTTP/1.1 server. The library's bootstrap is not used: it names its own threads, which
 * take the application's context class loader, and looks up this machine's name in the DNS.
 */
public final class HttpServer implements Closeable {
  private static final int IO_THREADS = 2;

  /** To open a port; a thread that ran out of memory before it could is not waited for longer. */
  private static final int MOST_SECONDS = 10;

  private static final long AGAIN_MILLIS = 100;

  private final Connections connections;
  private final Consumer<String> notices;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final DefaultListeningIOReactor reactor;
  private final OpenChannels channels;
  private int port;

  private HttpServer(Connections connections, Limits limits, Consumer<String> notices) {
    this.connections = connections;
    this.notices = notices;
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    this.reactor =
        new DefaultListeningIOReactor(
            connections,
            IOReactorConfig.custom()
                .setIoThreadCount(IO_THREADS)
                .setSoTimeout(Timeout.of(limits.idle()))
                // Without it a restart cannot bind while old connections are in TIME_WAIT. Windows
                // has no such wait, and lets two processes share the port with it.
                .setSoReuseAddress(!windows)
                .setTcpNoDelay(true)
                .build(),
            threads("tidemark-http-io-"),
            threads("tidemark-http-accept-"),
            null,
            null,
            null,
            null);
    this.channels = new OpenChannels(reactor);
  }

  /**
   * Starts listening.
   *
   * @param tls null for plain HTTP
   * @throws IOException where the address cannot be had
   * @throws InterruptedException where the thread was interrupted meanwhile
   */
  public static HttpServer bind(
      InetSocketAddress address,
      TlsServer tls,
      Limits limits,
      Handler handler,
      Consumer<String> notices)
      throws IOException, InterruptedException {
    if (address.isUnresolved()) {
      throw new UnknownHostException(address.getHostString());
    }
    Connections connections = new Connections(limits, tls, handler, notices);
    HttpServer server = new HttpServer(connections, limits, notices);
    boolean bound = false;
    try {
      server.reactor.start();
      ListenerEndpoint listener =
          server.reactor.listen(address, null, null).get(MOST_SECONDS, TimeUnit.SECONDS);
      server.port = ((InetSocketAddress) listener.getAddress()).getPort();
      bound = true;
      return server;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (CancellationException | TimeoutException e) {
      throw new IOException("the listening thread ended", e);
    } finally {
      if (!bound) {
        server.close();
      }
    }
  }

  /** The port that was taken. */
  public int port() {
    return port;
  }

  /**
   * Whether all its threads run. One that met an exception, such as a process out of file
   * descriptors at an accept, has ended and takes the server with it.
   */
  public boolean isRunning() {
    for (Thread thread : threads) {
      if (!thread.isAlive()) {
        return false;
      }
    }
    return true;
  }

  /** To be called now and then: closes connections that went too long without an exchange. */
  public void closeOverdue() {
    connections.closeOverdue(System.nanoTime());
  }

  /**
   * Frees the port, closes all connections and waits for the threads to end. Where the heap is full
   * that waits for better times: a port that was left open would be lost for the process's life.
   */
  @Override
  public void close() {
    boolean done = false;
    while (!done) {
      try {
        reactor.close(CloseMode.IMMEDIATE);
        endThreads();
        channels.close();
        done = true;
      } catch (IOException e) {
        notices.accept("port " + port + " may stay open: " + e);
        done = true;
      } catch (OutOfMemoryError e) {
        LockSupport.parkNanos(AGAIN_MILLIS * 1_000_000);
      }
    }
  }

  /** Interrupts them too: the library does so once, and not at all when that ran out of memory. */
  private void endThreads() {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive() && thread != Thread.currentThread()) {
        thread.interrupt();
        try {
          thread.join(AGAIN_MILLIS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private ThreadFactory threads(String prefix) {
    return task -> {
      Thread thread = Threads.daemon(prefix + threads.size(), task, this::ended);
      threads.add(thread);
      return thread;
    };
  }

  private void ended(Thread thread, Throwable cause) {
    // to say that the heap is full takes memory; who starts the server again says it
    if (!(cause instanceof OutOfMemoryError)) {
      notices.accept(thread.getName() + " ended: " + cause);
    }
  }
}
