package io.tidemark.agent.cli.jvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * HotSpot's attach protocol, version 1, as every JDK since 6 speaks it (attachListener_posix.cpp).
 * Of our own, since a JRE has no module jdk.attach, and since this way the checks before the signal
 * and the paths within a container's namespaces are one and the same for each JDK.
 */
final class AttachSocket {

  /** The JVM's limit for one argument, in bytes. */
  static final int LONGEST_ARGUMENT = 1024;

  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 20;
  private static final int ARGUMENTS = 3;
  private static final long ROOT = 0;
  private static final String VERSION = "1";

  private AttachSocket() {}

  /**
   * An answer of the JVM.
   *
   * @param code 0 when the command was carried out
   * @param text what it wrote
   */
  record Answer(int code, String text) {}

  /** Has the JVM open its socket if it has none yet. */
  static void open(long pid, Preflight.Cleared cleared) throws Refusal {
    if (Files.exists(cleared.socket())) {
      return;
    }
    ProcStatus status = cleared.process().status();
    Path trigger = cleared.root().resolve("tmp/.attach_pid" + status.innerPid());
    makeTrigger(trigger, status.uid());
    sendQuit(pid);
    boolean answered = false;
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!answered && System.nanoTime() < end) {
      answered = Files.exists(cleared.socket());
      sleep();
    }
    if (!answered) {
      // the file stays: without it a JVM that wakes up later would print its threads
      throw new Refusal(
          pid + " did not answer within " + START_LIMIT.toSeconds() + " s",
          "see whether it is stopped or has no processor; then try again");
    }
    try {
      Files.deleteIfExists(trigger);
    } catch (IOException e) {
      throw new Refusal(trigger + " can't be deleted: " + e.getMessage(), "delete it by hand");
    }
  }

  /**
   * One that another tool made or left will do, if it belongs to the JVM's user or to root: of
   * another's the JVM thinks nothing, and prints its threads into the application's output.
   */
  private static void makeTrigger(Path trigger, long uid) throws Refusal {
    try {
      Files.createFile(trigger);
    } catch (FileAlreadyExistsException another) {
      long owner = owner(trigger);
      if (owner != uid && owner != ROOT) {
        throw new Refusal(
            trigger + " belongs to the user " + owner + ", and the JVM heeds its own user's only",
            "see whether another tool is attaching to it; if the file is left over, delete it");
      }
    } catch (IOException e) {
      throw new Refusal(
          trigger + " can't be made, which tells the JVM to listen: " + e.getMessage(),
          "start it with -javaagent:tidemark.jar");
    }
  }

  private static long owner(Path trigger) throws Refusal {
    try {
      return (Integer) Files.getAttribute(trigger, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new Refusal(
          trigger + ", which another tool made, can't be looked at: " + e.getMessage(),
          "try again in a moment");
    }
  }

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
    } catch (java.nio.channels.AsynchronousCloseException late) {
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
                throw new java.io.UncheckedIOException(e);
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
          "the JVM " + pid + " hung up: it does not take commands of this user",
          "run this as the user and group that " + pid + " has in its own container");
    }
    try {
      return new Answer(
          Integer.parseInt(text.substring(0, lineEnd).trim()), text.substring(lineEnd + 1));
    } catch (NumberFormatException e) {
      throw new Refusal("the JVM " + pid + " gave an answer that is none: " + text, "try again");
    }
  }

  /** By the shell where there is no such program: Java has no call for it. */
  private static void sendQuit(long pid) throws Refusal {
    List<List<String>> ways =
        List.of(
            List.of("kill", "-QUIT", Long.toString(pid)), List.of("sh", "-c", "kill -QUIT " + pid));
    for (List<String> way : ways) {
      try {
        Process process =
            new ProcessBuilder(way)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() == 0) {
          return;
        }
      } catch (IOException noSuchProgram) {
        continue;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new Refusal(
        "no signal could be sent to " + pid + ": neither kill nor sh did it",
        "run this where they are, such as on the container's host");
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
