package io.tidemark.benchmarks.programs;

import io.tidemark.benchmarks.harness.Programs;
import io.tidemark.benchmarks.stats.Spread;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;

/**
 * Tells what a put costs that grows a HashMap, by the slots that it grows to, and what of that is
 * the call that the woven map makes to the agent, timed where it is made: behind a growth, whose
 * memory has taken the place of the agent's in the processor's caches. Arguments: the depth of the
 * stack, and what is there, a {@link Arm}.
 */
public final class Growths {

  /** What is there while the maps grow. */
  public enum Arm {
    /** No Tidemark. */
    ALONE,
    /** Tidemark. */
    WOVEN,
    /** Tidemark, and each call to it is timed. */
    TIMED
  }

  /** The slots of the first growth that is told, and of the last. */
  public static final int FEWEST = 4096;

  public static final int MOST = 1 << 20;

  /** The slots from which on a site is taken. */
  public static final int SITE_SLOTS = 1 << 16;

  /** The name of the figure of the call that tells that a full map is cleared. */
  public static final String CLEARED = "call of a clear, ns";

  private static final int[] CHAIN_SLOTS = {1 << 14, 1 << 17, MOST};
  private static final int[] CHAINS = {1500, 150, 16};
  private static final int WARM_UP_ROUNDS = 10_000;
  private static final int[] ROUNDS_A_CHAIN = {1, 50, 500};

  /** More than one map takes. */
  private static final int STACKS = 10;

  private final Integer[] keys = new Integer[MOST];
  private final Arm arm;
  private IntConsumer stacksAllowed = stacks -> {};
  private long nanosOfCall;

  private Growths(Arm arm) {
    this.arm = arm;
    Arrays.setAll(keys, i -> i);
  }

  /** The options that this needs. */
  public static List<String> options() {
    return List.of(AgentInside.OPENS, "-Xmx1g", "-Xms1g");
  }

  /** The growths that are told, in slots. */
  public static int[] slots() {
    int[] slots = new int[Integer.numberOfTrailingZeros(MOST / FEWEST) + 1];
    Arrays.setAll(slots, i -> FEWEST << i);
    return slots;
  }

  /** Measures, and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int depth = Integer.parseInt(arguments[0]);
    Growths growths = new Growths(Arm.valueOf(arguments[1]));
    Profiles.mix();
    Stacks.at(
        depth,
        () -> {
          growths.measure();
          return null;
        });
  }

  private void measure() throws ReflectiveOperationException {
    if (arm != Arm.ALONE) {
      stacksAllowed = AgentInside.stacksAllowed();
    }
    if (arm == Arm.TIMED) {
      AgentInside.sink(timed(AgentInside.sink()));
    }
    warmUp();
    int from = FEWEST;
    for (int i = 0; i < CHAINS.length; i++) {
      chains(CHAIN_SLOTS[i], CHAINS[i]);
      Nanos nanos = chains(CHAIN_SLOTS[i], CHAINS[i]);
      for (int slots = from; slots <= CHAIN_SLOTS[i]; slots *= 2) {
        int at = Integer.numberOfTrailingZeros(slots);
        Programs.figure(put(slots), median(nanos.puts[at]));
        Programs.figure(call(slots), median(nanos.calls[at]));
      }
      if (i == 0) {
        Programs.figure(CLEARED, median(nanos.clears));
      }
      from = CHAIN_SLOTS[i] * 2;
    }
  }

  /** Every path from the start: one that is taken later has what is compiled thrown away. */
  private void warmUp() {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      stacksAllowed.accept(STACKS);
      growOnce();
      for (int i = 0; i < CHAIN_SLOTS.length; i++) {
        if (round % ROUNDS_A_CHAIN[i] == 0) {
          chains(CHAIN_SLOTS[i], 1);
        }
      }
    }
  }

  /** The name of the figure of a put that grows a map to so many slots. */
  public static String put(int slots) {
    return "growth to " + slots + " slots, ns";
  }

  /** The name of the figure of the call in it; 0 unless calls are timed. */
  public static String call(int slots) {
    return "call of a growth to " + slots + " slots, ns";
  }

  private ObjIntConsumer<Object> timed(ObjIntConsumer<Object> sink) {
    return (map, hook) -> {
      long start = System.nanoTime();
      sink.accept(map, hook);
      nanosOfCall = System.nanoTime() - start;
    };
  }

  /** So that all is compiled that a growth calls which takes a site. */
  private void growOnce() {
    Map<Integer, Integer> map = new HashMap<>(SITE_SLOTS / 2);
    for (int i = 0; i <= SITE_SLOTS / 2 / 4 * 3; i++) {
      map.put(keys[i], keys[i]);
    }
  }

  private Nanos chains(int most, int chains) {
    Nanos nanos = new Nanos(Integer.numberOfTrailingZeros(most) + 1, chains);
    for (int chain = 0; chain < chains; chain++) {
      stacksAllowed.accept(STACKS);
      Map<Integer, Integer> map = new HashMap<>();
      int key = 0;
      for (int slots = 16; slots < most; slots *= 2) {
        while (key < slots / 4 * 3) {
          map.put(keys[key], keys[key++]);
        }
        int at = Integer.numberOfTrailingZeros(slots * 2);
        nanosOfCall = 0;
        long start = System.nanoTime();
        map.put(keys[key], keys[key]);
        nanos.puts[at][chain] = System.nanoTime() - start;
        nanos.calls[at][chain] = nanosOfCall;
        key++;
      }
      nanosOfCall = 0;
      map.clear();
      nanos.clears[chain] = nanosOfCall;
    }
    return nanos;
  }

  private static double median(double[] values) {
    return Spread.of(Arrays.stream(values).boxed().toList()).median();
  }

  /** What the chains took, by the slots' power of two and chain. */
  private record Nanos(double[][] puts, double[][] calls, double[] clears) {
    Nanos(int powers, int chains) {
      this(new double[powers][chains], new double[powers][chains], new double[chains]);
    }
  }
}
