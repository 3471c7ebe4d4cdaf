package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps so much of the heap and drops as much again. */
public final class HeapUse {

  /** The bytes that are kept. */
  public static final int BYTES = 64 << 20;

  private static final int PIECE = 64 << 10;
  private static final List<byte[]> KEPT = new ArrayList<>();

  private HeapUse() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("make", HeapUse::make));
  }

  private static void make() {
    List<byte[]> dropped = new ArrayList<>();
    for (int i = 0; i < BYTES / PIECE; i++) {
      KEPT.add(new byte[PIECE]);
      dropped.add(new byte[PIECE]);
    }
  }
}
