package io.tidemark.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The stacks of all threads of a JVM, and what the JVM itself finds of those that wait for each
 * other for good: locks and {@code java.util.concurrent} locks, not what virtual threads wait for.
 *
 * <p>It is asked for by the JVM's attach socket: the JDK's own tools would take a tenth of a second
 * for each of the many JVMs.
 */
final class ThreadDump {

  private static final Path FOLDER = Path.of("/tmp");
  private static final byte[] REQUEST = "1\0threaddump\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGQUIT_BIT = 1 << 2;
  private static final int POLL_MILLIS = 2;

  /**
   * A JVM that starts may delete the socket that it has just made: {@code vm_start} is late. One
   * that only takes long is not to be told twice, since it prints its threads then.
   */
  private static final Duration SIGNAL_AGAIN = Duration.ofSeconds(10);

  private ThreadDump() {}

  /** The lines of a process's dump; none where it ends meanwhile. It must be a HotSpot JVM. */
  static List<String> of(Process process) {
    try {
      return dump(process);
    } catch (IOException e) {
      if (!process.isAlive()) {
        return List.of();
      }
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The lines that tell of threads that wait for each other; none where none do. */
  static List<String> deadlocks(List<String> dump) {
    for (int i = 0; i < dump.size(); i++) {
      if (dump.get(i).startsWith("Found ") && dump.get(i).contains("deadlock")) {
        return dump.subList(i, dump.size());
      }
    }
    return List.of();
  }

  /** Deletes what a process that was killed could not delete itself. */
  static void tidyUp(Process ended) {
    try {
      Files.deleteIfExists(socket(ended));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path socket(Process process) {
    return FOLDER.resolve(".java_pid" + process.pid());
  }

  private static List<String> dump(Process process) throws IOException, InterruptedException {
    try (SocketChannel channel = connect(process)) {
      channel.write(ByteBuffer.wrap(REQUEST));
      InputStream in = Channels.newInputStream(channel);
      byte[] answer = Poll.once("threads of " + process.pid(), in::readAllBytes);
      List<String> lines = new String(answer, StandardCharsets.UTF_8).lines().toList();
      if (lines.isEmpty() || !lines.get(0).equals("0")) {
        throw new IOException("process " + process.pid() + " answered " + lines);
      }
      return lines.subList(1, lines.size());
    }
  }

  private static SocketChannel connect(Process process) throws IOException, InterruptedException {
    Path socket = socket(process);
    long deadline = System.nanoTime() + Poll.DEADLINE.toNanos();
    while (true) {
      if (!Files.exists(socket)) {
        listen(process, socket, deadline);
      }
      try {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
      } catch (SocketException e) {
        // a killed process leaves its socket, and a later JVM of its id deletes that as it starts
        pause(deadline, process);
      }
    }
  }

  private static void listen(Process process, Path socket, long deadline)
      throws IOException, InterruptedException {
    Path trigger = FOLDER.resolve(".attach_pid" + process.pid());
    // a JVM that starts dies of the signal until it catches it
    while (!catchesQuit(process)) {
      pause(deadline, process);
    }
    // a process of the same id that was killed may have left one
    Files.write(trigger, new byte[0]);
    try {
      while (!Files.exists(socket)) {
        Tool.signal("QUIT", process.pid());
        long patience = System.nanoTime() + SIGNAL_AGAIN.toNanos();
        while (!Files.exists(socket) && System.nanoTime() - patience < 0) {
          pause(deadline, process);
        }
      }
    } finally {
      Files.deleteIfExists(trigger);
    }
  }

  private static void pause(long deadline, Process process)
      throws IOException, InterruptedException {
    if (!process.isAlive() || System.nanoTime() - deadline > 0) {
      throw new IOException("process " + process.pid() + " gives no thread dump");
    }
    Thread.sleep(POLL_MILLIS);
  }

  private static boolean catchesQuit(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("SigCgt:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
        .anyMatch(caught -> (caught & SIGQUIT_BIT) != 0);
  }
}
