package io.tidemark.exporter;

import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Whether the exporter listens, and what keeps it from it: told in two system properties and in one
 * line a problem. Belongs to the exporter's thread but where a method says otherwise.
 */
final class Standing {

  private final Consumer<String> notices;
  private final IntConsumer onStarted;
  private volatile OptionalInt port = OptionalInt.empty();
  private boolean started;

  /** Since it listened last. */
  private int failedBinds;

  /** Guarded by this. */
  private String lastProblem = "";

  /**
   * @param notices gets the lines, from several threads
   * @param onStarted gets the port that was taken first
   */
  Standing(Consumer<String> notices, IntConsumer onStarted) {
    this.notices = notices;
    this.onStarted = onStarted;
  }

  /** The port that was taken; empty while none is. Any thread. */
  OptionalInt port() {
    return port;
  }

  /** It has taken that port, and the problems before are over. */
  void listens(int taken) {
    forgetProblem();
    port = OptionalInt.of(taken);
    failedBinds = 0;
    System.setProperty(Exporter.PORT_PROPERTY, Integer.toString(taken));
    System.clearProperty(Exporter.PROBLEM_PROPERTY);
    if (!started) {
      started = true;
      onStarted.accept(taken);
    }
  }

  /** It has given its port back, if it had one. */
  void listensNoMore() {
    if (port.isPresent()) {
      System.clearProperty(Exporter.PORT_PROPERTY);
      port = OptionalInt.empty();
    }
  }

  /**
   * It could not have its port. Told from the second try on: under JAVA_TOOL_OPTIONS many JVMs want
   * the port of one server, and most of them have ended by then.
   */
  void notHad(String line) {
    if (++failedBinds > 1) {
      notServed(line);
    } else {
      System.setProperty(Exporter.PROBLEM_PROPERTY, line);
    }
  }

  /** Nothing is served, for that reason. */
  void notServed(String line) {
    System.setProperty(Exporter.PROBLEM_PROPERTY, line);
    problem(line);
  }

  /** One line a problem, however often it repeats itself. Any thread. */
  synchronized void problem(String line) {
    if (!line.equals(lastProblem)) {
      lastProblem = line;
      notices.accept(line);
    }
  }

  private synchronized void forgetProblem() {
    lastProblem = "";
  }

  /** The exporter is closed: nothing keeps it from anything any more. Any thread. */
  void closed() {
    System.clearProperty(Exporter.PROBLEM_PROPERTY);
  }
}
