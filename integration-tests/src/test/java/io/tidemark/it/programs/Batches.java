package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads a batch of more than half of its heap, drops it and loads the next one, while a map that
 * only its stack holds is looked for: a search that keeps the one before alive ends the program.
 */
public final class Batches {

  private static final int PERCENT_OF_HEAP = 55;
  private static final int PIECE = 1 << 16;
  private static final int SMALL_OBJECTS = 600_000;
  private static final int ENTRIES = 200_000;
  private static final long NANOS = 8_000_000_000L;

  /** What a search comes to from here. */
  private static List<byte[]> batch;

  private static Object[] data;

  private Batches() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("load", Batches::load));
  }

  private static void load() throws InterruptedException {
    data = new Object[SMALL_OBJECTS];
    for (int i = 0; i < data.length; i++) {
      data[i] = List.of(i);
    }
    Map<Integer, Integer> emptied = new HashMap<>();
    for (int i = 0; i < ENTRIES; i++) {
      emptied.put(i, i);
    }
    emptied.clear();
    long pieces = Runtime.getRuntime().maxMemory() * PERCENT_OF_HEAP / 100 / PIECE;
    long end = System.nanoTime() + NANOS;
    do {
      batch = null;
      batch = new ArrayList<>();
      for (long i = 0; i < pieces; i++) {
        batch.add(new byte[PIECE - 16]);
      }
      Thread.sleep(60);
    } while (System.nanoTime() - end < 0);
    System.out.println("all loaded, " + emptied.size() + " entries");
  }
}
