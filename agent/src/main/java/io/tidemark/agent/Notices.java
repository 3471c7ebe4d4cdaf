package io.tidemark.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The agent's few lines for a person, on the process's stderr. Not by {@code System.err}: it may be
 * the application's own by then, and lock or log.
 */
final class Notices implements Consumer<String>, Thread.UncaughtExceptionHandler {

  /** The one there is. */
  static final Notices NOTICES = new Notices();

  private final OutputStream stderr = new FileOutputStream(FileDescriptor.err);

  private Notices() {}

  /** Writes one line, at once so that lines of several threads do not mix. Any thread. */
  @Override
  public void accept(String line) {
    try {
      stderr.write(("tidemark: " + line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException nobodyReads) {
      // stderr is closed: there is no other place to say it
      return;
    }
  }

  /** Says that a thread of the agent's ended. */
  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    accept(thread.getName() + " ended: " + cause);
  }
}
