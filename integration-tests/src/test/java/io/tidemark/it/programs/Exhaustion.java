package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets maps grow right where the stack or the heap ends, so that what a hook needs is sometimes no
 * longer there, and prints whether they did what they should.
 */
public final class Exhaustion {

  private static final int DEEP_MAPS = 300;
  private static final int LARGE_MAPS = 150;

  /** One entry more and a HashMap's table of 256 slots is made. */
  private static final int FULL = 96;

  /** Less than what that table takes, and a node, in pieces of ballast of 24 bytes. */
  private static final int PIECES_FOR_A_TABLE = 40;

  /** A growth that failed is not tried again: for some maps there is just enough at once. */
  private static final int PIECES_TRIED = 50;

  private static final int LARGE_PIECE = 1 << 16;
  private static final long STACK_BYTES = 200_000;
  private static final int FULL_MILLIS = 3000;

  private static final List<Supplier<Map<Integer, Integer>>> KINDS =
      List.of(HashMap::new, LinkedHashMap::new, ConcurrentHashMap::new);

  private Exhaustion() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(
        Map.of(
            "stack", Exhaustion::stack,
            "heap", Exhaustion::heap,
            "full", Exhaustion::full,
            "nearly-full", Exhaustion::nearlyFull));
  }

  private static void stack() throws InterruptedException {
    Thread thread = new Thread(null, Exhaustion::growAtTheEndOfTheStack, "deep", STACK_BYTES);
    thread.start();
    thread.join();
  }

  private static void growAtTheEndOfTheStack() {
    for (Map<Integer, Integer> map : maps(DEEP_MAPS)) {
      Growth growth = new Growth(map);
      descend(growth);
      growth.report("stack");
    }
    System.out.println("stack: all grown");
  }

  /** Goes down as far as it goes, and then tries one level higher up again and again. */
  private static boolean descend(Growth growth) {
    try {
      if (descend(growth)) {
        return true;
      }
    } catch (StackOverflowError end) {
      // this is the deepest level that can catch
    }
    return growth.done();
  }

  private static void heap() {
    Growth[] growths = maps(LARGE_MAPS).stream().map(Growth::new).toArray(Growth[]::new);
    Piece ballast = fill();
    for (int i = 0; i < growths.length; i++) {
      for (int free = PIECES_FOR_A_TABLE + i % PIECES_TRIED; free > 0; free--) {
        ballast = ballast.next;
      }
      while (!growths[i].done()) {
        ballast = ballast.next;
      }
      ballast = fill(ballast, 0);
    }
    ballast = null;
    for (Growth growth : growths) {
      growth.report("heap");
    }
    System.out.println("heap: all grown");
  }

  private static void full() throws InterruptedException {
    Thread.sleep(1);
    Piece ballast = fill();
    for (int i = 0; i < FULL_MILLIS / 10; i++) {
      Thread.sleep(10);
      ballast = fill(ballast, 0);
    }
    boolean full = ballast.next != null;
    ballast = null;
    System.out.println("full: " + full);
  }

  /** Leaves room for what is small, and for no table of 65,536 slots. */
  private static void nearlyFull() throws InterruptedException {
    Piece ballast = fill(null, LARGE_PIECE).next.next;
    Thread.sleep(FULL_MILLIS);
    boolean full = ballast != null;
    ballast = null;
    System.out.println("nearly full: " + full);
  }

  /** Takes what there is of the heap. */
  private static Piece fill() {
    return fill(fill(null, LARGE_PIECE), 0);
  }

  private static Piece fill(Piece first, int size) {
    Piece ballast = first;
    try {
      while (true) {
        ballast = new Piece(size == 0 ? null : new byte[size], ballast);
      }
    } catch (OutOfMemoryError full) {
      return ballast;
    }
  }

  private static List<Map<Integer, Integer>> maps(int number) {
    List<Map<Integer, Integer>> maps = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Map<Integer, Integer> map = KINDS.get(i % KINDS.size()).get();
      // a ConcurrentHashMap grows one entry earlier
      int full = map instanceof ConcurrentHashMap ? FULL - 1 : FULL;
      for (int key = 0; key < full; key++) {
        map.put(key, key);
      }
      maps.add(map);
    }
    return maps;
  }

  /** A part of the ballast. */
  record Piece(byte[] bytes, Piece next) {}

  /** A map that has one put to go. */
  private static final class Growth {

    private final Map<Integer, Integer> map;
    private int next = FULL;
    private int put;
    private Throwable failure;

    Growth(Map<Integer, Integer> map) {
      this.map = map;
    }

    /** Tries it, with another key each time, which the JVM has an object for. */
    boolean done() {
      try {
        map.put(next++ % 128 - 128, put);
        put++;
        return true;
      } catch (StackOverflowError | OutOfMemoryError end) {
        failure = end;
        return false;
      }
    }

    private boolean escapedAHook() {
      StackTraceElement[] frames = failure == null ? null : failure.getStackTrace();
      for (int i = 0; frames != null && i < frames.length; i++) {
        String type = frames[i].getClassName();
        if (type.endsWith(".TidemarkHooks5") || type.startsWith("io.tidemark.agent.")) {
          return true;
        }
      }
      return false;
    }

    void report(String where) {
      boolean right = put == 1 && map.size() >= FULL && !escapedAHook();
      for (int key = 0; key < FULL - 1; key++) {
        right &= map.get(key) == key;
      }
      if (!right) {
        System.out.println(where + ": a " + map.getClass() + " of " + map.size() + " is wrong");
      }
    }
  }
}
