package io.tidemark.benchmarks.harness;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The turn of a JVM among those of all arms, which run at the same time and measure one after the
 * other, again and again: what disturbs on the machine for longer than a turn meets all of them.
 *
 * <p>Whose turn it is stands in a file of one int that all of them map. All have the same number of
 * turns, so nobody is waited for in vain. Used by one thread of the measured JVM.
 */
public final class Turn {

  private static final String FILE = "tidemark.benchmarks.turns";
  private static final String OWN = "tidemark.benchmarks.turn";
  private static final String COUNT = "tidemark.benchmarks.arms";
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final int own = Integer.getInteger(OWN, 0);
  private final int count = Integer.getInteger(COUNT, 1);
  private final MappedByteBuffer turn;

  private Turn(MappedByteBuffer turn) {
    this.turn = turn;
  }

  /** Gives the first turn to one of the arms. Called in the JVM that starts them. */
  public static void start(Path file, int first) throws IOException {
    Files.write(file, new byte[] {0, 0, 0, (byte) first});
  }

  /** The arguments of the JVM that has that turn, counted from 0, of so many. */
  public static List<String> jvmArguments(Path file, int own, int count) {
    return List.of("-D" + FILE + "=" + file, "-D" + OWN + "=" + own, "-D" + COUNT + "=" + count);
  }

  /** That of this JVM, which was started with {@link #jvmArguments}. */
  public static Turn ofThisJvm() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            Path.of(System.getProperty(FILE)), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new Turn(channel.map(FileChannel.MapMode.READ_WRITE, 0, Integer.BYTES));
    }
  }

  /**
   * Waits until it comes.
   *
   * @throws IllegalStateException when it does not within two minutes
   */
  public void await() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (turn.getInt(0) != own) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the turn does not come");
      }
      Thread.sleep(1);
    }
  }

  /** Passes it on to the next JVM. */
  public void pass() {
    turn.putInt(0, (own + 1) % count);
  }
}
