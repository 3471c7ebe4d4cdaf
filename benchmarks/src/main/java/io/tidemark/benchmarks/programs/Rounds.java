package io.tidemark.benchmarks.programs;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tells another process of each round of a thread's work, through a file of two ints that both map:
 * the number of rounds, and whether these are enough. Used by that thread.
 */
final class Rounds {

  private final MappedByteBuffer file;
  private int round;

  private Rounds(MappedByteBuffer file) {
    this.file = file;
  }

  static Rounds in(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.truncate(0);
      return new Rounds(channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * Integer.BYTES));
    }
  }

  /** A round has ended; returns whether another one is wanted. */
  boolean ended() {
    file.putInt(0, ++round);
    return file.getInt(Integer.BYTES) == 0;
  }

  /** The operating system's id of the calling thread. Linux. */
  static String thread() throws IOException {
    return Path.of("/proc/thread-self").toRealPath().getFileName().toString();
  }
}
