package io.tidemark.benchmarks.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.TimeUnit;

/**
 * A thread that sleeps a millisecond again and again and notes by how much it woke too late: for
 * how long the program was stopped, whatever stopped it.
 *
 * <p>It is asked over standard input: {@code begin N} forgets what was, {@code end N} prints {@code
 * pause N NANOSECONDS}.
 */
final class PauseWatch {

  private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static volatile long longest;

  private PauseWatch() {}

  /** Watches and answers until standard input ends. */
  static void serve() throws IOException {
    Thread watch = new Thread(PauseWatch::watch, "pause watch");
    watch.setDaemon(true);
    watch.setPriority(Thread.MAX_PRIORITY);
    watch.start();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      if (words[0].equals("begin")) {
        longest = 0;
        System.out.println("begun " + words[1]);
      } else {
        System.out.println("pause " + words[1] + " " + longest);
      }
    }
  }

  private static void watch() {
    long last = System.nanoTime();
    while (true) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        return;
      }
      long now = System.nanoTime();
      longest = Math.max(longest, now - last - SLEEP_NANOS);
      last = now;
    }
  }
}
