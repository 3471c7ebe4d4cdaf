package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.report.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Says on a terminal what is waited for, once it takes more than a second, and wipes it away
 * afterwards. Silent where standard error is no terminal.
 */
final class Progress {

  private static final Path STDERR = Path.of("/proc/self/fd/2");
  private static final String WIPE = "\r" + " ".repeat(78) + "\r";

  private final PrintWriter terminal;
  private final boolean shown;

  Progress(PrintWriter terminal, boolean shown) {
    this.terminal = terminal;
    this.shown = shown;
  }

  /** On standard error. */
  static Progress onTerminal(PrintWriter stderr) {
    return new Progress(stderr, isTerminal());
  }

  /** Something that takes a while. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws Refusal;
  }

  /** Something that takes a while and has no result. */
  @FunctionalInterface
  interface Task {
    void run() throws Refusal;
  }

  /** Does it on this thread while another one tells how long it has taken. */
  <T> T during(String what, Work<T> work) throws Refusal {
    if (!shown) {
      return work.run();
    }
    Thread teller = new Thread(() -> tell(what), "tidemark-progress");
    teller.setDaemon(true);
    teller.start();
    try {
      return work.run();
    } finally {
      stop(teller);
    }
  }

  /** As {@link #during}, without a result. */
  void whileDoing(String what, Task task) throws Refusal {
    during(
        what,
        () -> {
          task.run();
          return true;
        });
  }

  private void tell(String what) {
    long start = System.nanoTime();
    boolean told = false;
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(1);
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        terminal.print("\r" + Terminal.plain(what) + " ... " + seconds + " s ");
        terminal.flush();
        told = true;
      }
    } catch (InterruptedException done) {
      if (told) {
        terminal.print(WIPE);
        terminal.flush();
      }
    }
  }

  private static void stop(Thread teller) {
    teller.interrupt();
    try {
      teller.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isTerminal() {
    try {
      String device = Files.readSymbolicLink(STDERR).toString();
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException unknown) {
      return false;
    }
  }
}
