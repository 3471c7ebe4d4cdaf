package io.tidemark.exporter;

import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.Publication;
import io.tidemark.exporter.http.Guard;
import io.tidemark.exporter.http.Handler;
import io.tidemark.exporter.http.HttpServer;
import io.tidemark.exporter.http.Limits;
import io.tidemark.exporter.http.Threads;
import io.tidemark.exporter.http.TlsServer;
import io.tidemark.exporter.metrics.Exposition;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import io.tidemark.exporter.process.ProcessMemoryReader;
import io.tidemark.exporter.web.Endpoints;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Publishes censuses over HTTP: Prometheus metrics, JSON, a page for a person, and health. All its
 * threads are daemons, and nothing that fails in it reaches the application.
 */
public final class Exporter implements AutoCloseable {
  /** The system property that holds the taken port while the exporter listens. */
  public static final String PORT_PROPERTY = "tidemark.http.port";

  /** The system property that tells, while the exporter can't listen, why. */
  public static final String PROBLEM_PROPERTY = "tidemark.http.problem";

  private static final LongSupplier NANO_TIME = System::nanoTime;
  private static final String NOT_SERVED = "nothing is published over HTTP: ";
  private static final String RUNS_ON = "; the application runs on";

  private final ExporterSettings settings;
  private final Consumer<String> notices;
  private final Standing standing;
  private final Timing timing;
  private final Thread thread;
  private volatile Publication publication = Publication.none(System.nanoTime());
  private volatile boolean closed;

  /** Where any port would do, the one that was taken first: it is the one that people know. */
  private int wanted;

  /** How often the exporter looks after itself, and what a client may cost. */
  record Timing(Duration bindRetry, Duration upkeep, Limits limits) {
    static final Timing DEFAULT =
        new Timing(Duration.ofSeconds(10), Duration.ofSeconds(1), Limits.DEFAULT);
  }

  private Exporter(
      ExporterSettings settings, Timing timing, Consumer<String> notices, IntConsumer onStarted) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.timing = timing;
    this.wanted = settings.port();
    this.notices = Objects.requireNonNull(notices, "notices");
    this.standing = new Standing(notices, Objects.requireNonNull(onStarted, "onStarted"));
    this.thread =
        Threads.daemon(
            "tidemark-http", this::run, (ended, cause) -> notices.accept(NOT_SERVED + cause));
  }

  /**
   * Returns at once: loading classes and binding happen on a daemon thread.
   *
   * @param notices gets one clear line per problem, from several threads
   * @param onStarted gets the bound port, once
   */
  public static Exporter start(
      ExporterSettings settings, Consumer<String> notices, IntConsumer onStarted) {
    return start(settings, Timing.DEFAULT, notices, onStarted);
  }

  static Exporter start(
      ExporterSettings settings, Timing timing, Consumer<String> notices, IntConsumer onStarted) {
    Exporter exporter = new Exporter(settings, timing, notices, onStarted);
    exporter.thread.start();
    return exporter;
  }

  /** Publishes the census in place of the one before. To be called by one thread; cheap. */
  public void publish(Census census) {
    publication = publication.followedBy(census, System.nanoTime());
  }

  /** The port that was taken; empty while none is. */
  public OptionalInt port() {
    return standing.port();
  }

  /**
   * Whether it will never serve, since what its settings name can't be used, which was said in one
   * line. Any thread.
   */
  public boolean hasGivenUp() {
    return !closed && !thread.isAlive();
  }

  /** Ends every thread, frees the port and clears the system properties. May be called again. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    standing.closed();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      TlsServer tls = settings.tls().isPresent() ? TlsServer.load(settings.tls().get()) : null;
      Handler endpoints = endpoints();
      serve(tls, endpoints);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      // Never without what was asked for: a server without its TLS or password would be open.
      standing.notServed(NOT_SERVED + e.getMessage() + RUNS_ON);
    } catch (Throwable e) {
      standing.notServed(NOT_SERVED + e + RUNS_ON);
    }
  }

  /** Serves until closed, and starts again what fails. */
  private void serve(TlsServer tls, Handler endpoints) {
    Throwable failure = null;
    Duration wait;
    do {
      long start = System.nanoTime();
      try {
        if (failure != null) {
          standing.notServed("the HTTP server ended and is started again: " + failure);
        }
        listen(tls, endpoints);
        failure = null;
      } catch (IllegalArgumentException unusable) {
        throw unusable;
      } catch (RuntimeException | Error e) {
        // mostly a full heap, which the application may come back from; to say so takes memory too
        failure = e;
      }
      // what served for long is started again soon: a health probe does not wait long
      boolean served = System.nanoTime() - start > timing.bindRetry().toNanos();
      wait = served ? timing.upkeep() : timing.bindRetry();
    } while (!closedWithin(wait));
  }

  /** Waits, and allocates nothing. An interrupt was meant for the application's threads. */
  private boolean closedWithin(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); !closed && left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      Thread.interrupted();
    }
    return closed;
  }

  private Handler endpoints() {
    Supplier<Publication> publications = () -> publication;
    Supplier<ProcessMemory> memory = new ProcessMemoryReader(notices)::read;
    JvmMemory jvm = new JvmMemory();
    Exposition exposition =
        Exposition.create(
            settings.sitesTop(), settings.jvmMetrics(), NANO_TIME, publications, memory, jvm);
    return new Endpoints(
        publications, exposition, memory, jvm, settings.sweepInterval(), NANO_TIME);
  }

  /** Serves until closed or until the server fails; one notice says of either failure. */
  private void listen(TlsServer tls, Handler endpoints) {
    // Resolved anew at each attempt: a name may be known to the DNS later only.
    InetSocketAddress address = new InetSocketAddress(settings.host(), wanted);
    Guard guard =
        new Guard(
            settings.host(),
            address,
            settings.basicAuth(),
            Endpoints.HEALTH_PATHS,
            NANO_TIME,
            endpoints);
    try (HttpServer server =
        HttpServer.bind(address, tls, timing.limits(), guard, standing::problem)) {
      wanted = server.port();
      standing.listens(wanted);
      while (server.isRunning()) {
        if (closedWithin(timing.upkeep())) {
          return;
        }
        server.closeOverdue();
        renew(tls);
      }
      standing.problem("the HTTP server on port " + server.port() + " failed and is started again");
    } catch (InterruptedException e) {
      standing.problem("the start of the HTTP server was interrupted and is tried again");
    } catch (IOException e) {
      standing.notHad(
          "port "
              + wanted
              + " on "
              + settings.host()
              + " cannot be had ("
              + reason(e)
              + "): the application runs on, and it is tried again every "
              + timing.bindRetry().toSeconds()
              + " s");
    } finally {
      standing.listensNoMore();
    }
  }

  /** A certificate is renewed long before the JVM ends. What can't be read costs one line. */
  private void renew(TlsServer tls) {
    if (tls != null) {
      try {
        tls.renew();
      } catch (IOException | GeneralSecurityException e) {
        standing.problem("TLS goes on with the earlier stores: " + e.getMessage());
      }
    }
  }

  /** The last part of the library's message; its first holds the socket's internals. */
  private static String reason(IOException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.substring(
        message.lastIndexOf("Exception: ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
  }
}
