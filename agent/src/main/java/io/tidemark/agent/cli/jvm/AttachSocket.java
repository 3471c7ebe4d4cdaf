package io.tidemark.agent.cli.jvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * HotSpot's attach protocol, version 1, as every JDK since 6 speaks it (attachListener_posix.cpp).
 * Of our own, since a JRE has no module jdk.attach, and since this way the checks before the signal
 * and the paths within a container's namespaces are one and the same for each JDK.
 */
final class AttachSocket {

  /** The JVM's limit for one argument, in bytes. */
  static final int LONGEST_ARGUMENT = 1024;

  private static final int ARGUMENTS = 3;
  private static final String VERSION = "1";

  private AttachSocket() {}

  /**
   * An answer of the JVM.
   *
   * @param code 0 when the command was carried out
   * @param text what it wrote
   */
  record Answer(int code, String text) {}

  /**
   * Has the JVM carry out a command.
   *
   * @param limit how long an answer is waited for
   */
  static Answer ask(long pid, Path socket, Duration limit, String command, String... arguments)
      throws Refusal {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer request = ByteBuffer.wrap(request(command, arguments));
      while (request.hasRemaining()) {
        channel.write(request);
      }
      return parse(pid, read(pid, channel, limit));
    } catch (IOException e) {
      throw new Refusal(
          "the JVM " + pid + " does not answer on " + socket + ": " + e.getMessage(),
          "see whether it still runs; if the file is left from another process, delete it");
    }
  }

  private static byte[] request(String command, String... arguments) {
    StringBuilder request = new StringBuilder();
    request.append(VERSION).append('\0').append(command).append('\0');
    for (int i = 0; i < ARGUMENTS; i++) {
      request.append(i < arguments.length ? arguments[i] : "").append('\0');
    }
    return request.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads to the end; a channel that is closed meanwhile ends the read. */
  private static byte[] read(long pid, SocketChannel channel, Duration limit)
      throws IOException, Refusal {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    Thread guard = closeAfter(channel, limit);
    try {
      while (channel.read(buffer) >= 0) {
        answer.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    } catch (AsynchronousCloseException late) {
      throw new Refusal(
          pid + " took the command and did not answer within " + limit.toSeconds() + " s",
          "it may still carry it out: see by: java -jar tidemark.jar status " + pid);
    } finally {
      guard.interrupt();
    }
    return answer.toByteArray();
  }

  private static Thread closeAfter(SocketChannel channel, Duration limit) {
    Thread guard =
        new Thread(
            () -> {
              try {
                TimeUnit.NANOSECONDS.sleep(limit.toNanos());
                channel.close();
              } catch (InterruptedException answered) {
                return;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "tidemark-limit");
    guard.setDaemon(true);
    guard.start();
    return guard;
  }

  private static Answer parse(long pid, byte[] answer) throws Refusal {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int lineEnd = text.indexOf('\n');
    if (lineEnd < 0) {
      throw new Refusal(
          "the JVM " + pid + " hung up: it ended, or does not take commands of this user",
          "see whether it runs; if so, run this as the user and group that it has in its container");
    }
    try {
      return new Answer(
          Integer.parseInt(text.substring(0, lineEnd).trim()), text.substring(lineEnd + 1));
    } catch (NumberFormatException e) {
      throw new Refusal("the JVM " + pid + " gave an answer that is none: " + text, "try again");
    }
  }
}
