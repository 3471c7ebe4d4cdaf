package io.tidemark.agent.cli.jvm;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What has a JVM open its attach socket: a file in its {@code /tmp}, then SIGQUIT. Without a file
 * that it heeds, the JVM prints its threads into the application's output instead.
 */
final class AttachTrigger {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 20;
  private static final long ROOT = 0;

  private AttachTrigger() {}

  /** Has the JVM open its socket if it has none yet. */
  static void pull(long pid, Preflight.Cleared cleared) throws Refusal {
    if (Files.exists(cleared.socket())) {
      return;
    }
    ProcStatus status = cleared.process().status();
    Path trigger = cleared.root().resolve("tmp/.attach_pid" + status.innerPid());
    make(trigger, status.uid());
    sendQuit(pid);
    boolean answered = false;
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!answered && System.nanoTime() < end) {
      answered = Files.exists(cleared.socket());
      sleep();
    }
    if (!answered) {
      // the file stays: without it a JVM that wakes up later would print its threads
      throw new Refusal(
          pid + " did not answer within " + LIMIT.toSeconds() + " s",
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
  private static void make(Path trigger, long uid) throws Refusal {
    try {
      Files.createFile(trigger);
    } catch (FileAlreadyExistsException another) {
      long owner = owner(trigger);
      if (owner != uid && owner != ROOT) {
        throw new Refusal(
            trigger
                + " belongs to the user "
                + owner
                + ", and the JVM heeds its own user's and root's only",
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
      return ProcFolder.ownerOf(trigger);
    } catch (IOException e) {
      throw new Refusal(
          trigger + ", which another tool made, can't be looked at: " + e.getMessage(),
          "try again in a moment");
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
