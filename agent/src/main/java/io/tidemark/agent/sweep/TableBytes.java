package io.tidemark.agent.sweep;

import java.lang.instrument.Instrumentation;

/**
 * What a table of so many slots takes in this JVM's heap, exactly: the JVM is asked, so that
 * compressed references, compact headers and the object alignment are as they are here. Immutable.
 */
public final class TableBytes {

  /** From here on the array's size grows by exactly its slots' size, whatever the alignment is. */
  private static final int LARGEST_ASKED = 4096;

  private final long[] asked = new long[Integer.numberOfTrailingZeros(LARGEST_ASKED) + 1];
  private final long slotBytes;

  /** Asks the JVM for the size of an array of each power of two up to 4096 slots. */
  public TableBytes(Instrumentation instrumentation) {
    for (int i = 0; i < asked.length; i++) {
      asked[i] = instrumentation.getObjectSize(new Object[1 << i]);
    }
    slotBytes =
        (asked[asked.length - 1] - asked[asked.length - 2]) / (LARGEST_ASKED - LARGEST_ASKED / 2);
  }

  /**
   * The size of a table.
   *
   * @param slots a power of two, as every table of the JDK's maps has
   * @return bytes
   */
  public long of(int slots) {
    return slots <= LARGEST_ASKED
        ? asked[Integer.numberOfTrailingZeros(slots)]
        : asked[asked.length - 1] + (slots - LARGEST_ASKED) * slotBytes;
  }
}
