package io.tidemark.benchmarks.programs;

import io.tidemark.benchmarks.harness.Programs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells what a put costs that grows a HashMap, by the slots that it grows to. Argument: the depth
 * of the stack.
 */
public final class Growths {

  /** The slots of the first growth that is told, and of the last. */
  public static final int FEWEST = 4096;

  public static final int MOST = 1 << 20;

  private static final int[] CHAIN_SLOTS = {1 << 14, 1 << 17, MOST};
  private static final int[] CHAINS = {1500, 150, 16};
  private static final int WARM_UP_CHAINS = 300;

  private Growths() {}

  /** The growths that are told, in slots. */
  public static int[] slots() {
    int[] slots = new int[Integer.numberOfTrailingZeros(MOST / FEWEST) + 1];
    Arrays.setAll(slots, i -> FEWEST << i);
    return slots;
  }

  /** Measures, and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int depth = Integer.parseInt(arguments[0]);
    Integer[] keys = new Integer[MOST];
    Arrays.setAll(keys, i -> i);
    Profiles.mix();
    Stacks.at(
        depth,
        () -> {
          chains(keys, CHAIN_SLOTS[0], WARM_UP_CHAINS);
          int from = FEWEST;
          for (int i = 0; i < CHAINS.length; i++) {
            double[][] nanos = chains(keys, CHAIN_SLOTS[i], CHAINS[i]);
            for (int slots = from; slots <= CHAIN_SLOTS[i]; slots *= 2) {
              Programs.figure(metric(slots), median(nanos[Integer.numberOfTrailingZeros(slots)]));
            }
            from = CHAIN_SLOTS[i] * 2;
          }
          return null;
        });
  }

  /** The name of the figure of a growth to so many slots. */
  public static String metric(int slots) {
    return "growth to " + slots + " slots, ns";
  }

  private static double[][] chains(Integer[] keys, int most, int chains) {
    double[][] nanos = new double[Integer.numberOfTrailingZeros(most) + 1][chains];
    for (int chain = 0; chain < chains; chain++) {
      Map<Integer, Integer> map = new HashMap<>();
      int key = 0;
      for (int slots = 16; slots < most; slots *= 2) {
        while (key < slots / 4 * 3) {
          map.put(keys[key], keys[key++]);
        }
        long start = System.nanoTime();
        map.put(keys[key], keys[key]);
        nanos[Integer.numberOfTrailingZeros(slots * 2)][chain] = System.nanoTime() - start;
        key++;
      }
    }
    return nanos;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
