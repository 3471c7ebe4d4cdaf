package io.tidemark.benchmarks.programs;

import io.tidemark.benchmarks.harness.Programs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.ObjIntConsumer;

/**
 * Tells what the calls cost that woven maps make to the agent, each called for itself, compiled and
 * warm. Argument: the depth of the stack.
 */
public final class HookCosts {

  private static final int WARM_UP = 40;
  private static final int BATCHES = 25;
  private static final int MAPS = 4096;
  private static final int STACKS = 400;

  /** Their tables are over twice the threshold: a growth of such a map is not its first. */
  private static final int LARGE_MAPS = 1000;

  private static final int LARGE = 8192;
  private static final int ADOPTION_MILLIS = 250;

  private final ObjIntConsumer<Object> sink = AgentInside.sink();
  private final Object registry = AgentInside.registry();
  private final IntSupplier tickets = AgentInside.tickets();
  private final int grown = AgentInside.hook("HASH_MAP_RESIZE");
  private final int clearing = AgentInside.hook("HASH_MAP_CLEAR");

  private HookCosts() throws ReflectiveOperationException {}

  /** The options that this needs. */
  public static List<String> options() {
    return List.of(AgentInside.OPENS, "-Xmx1g", "-Xms1g");
  }

  /** Measures, and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int depth = Integer.parseInt(arguments[0]);
    HookCosts costs = new HookCosts();
    Stacks.at(
        depth,
        () -> {
          costs.measure();
          return null;
        });
  }

  private void measure() throws Exception {
    Map<?, ?>[] known = largeMaps();
    double[] first = new double[BATCHES];
    double[] withSite = new double[BATCHES];
    double[] again = new double[BATCHES];
    double[] drained = new double[BATCHES];
    for (int i = -WARM_UP; i < BATCHES; i++) {
      Map<?, ?>[] fresh = maps(MAPS);
      int at = Math.max(i, 0);
      first[at] = nanosACall(fresh, grown);
      allowSites();
      withSite[at] = nanosWithASite(maps(STACKS));
      Thread.sleep(ADOPTION_MILLIS);
      again[at] = nanosACall(known, grown);
      drained[at] = nanosACall(known, clearing);
      if (i == -1) {
        System.gc();
      }
    }
    Programs.figure("first growth ns", median(first));
    Programs.figure("first growth with its site ns", median(withSite));
    Programs.figure("later growth ns", median(again));
    Programs.figure("drained ns", median(drained));
  }

  private void allowSites() throws ReflectiveOperationException {
    Object sites = registry.getClass().getMethod("sites").invoke(registry);
    sites.getClass().getMethod("allow", int.class).invoke(sites, STACKS);
  }

  private double nanosWithASite(Map<?, ?>[] maps) {
    long start = System.nanoTime();
    for (Map<?, ?> map : maps) {
      tickets.getAsInt();
      sink.accept(map, grown);
    }
    return (double) (System.nanoTime() - start) / maps.length;
  }

  private double nanosACall(Map<?, ?>[] maps, int hook) {
    long start = System.nanoTime();
    for (Map<?, ?> map : maps) {
      sink.accept(map, hook);
    }
    return (double) (System.nanoTime() - start) / maps.length;
  }

  private static Map<?, ?>[] maps(int count) {
    Map<?, ?>[] maps = new Map<?, ?>[count];
    Arrays.setAll(maps, i -> new HashMap<>());
    return maps;
  }

  private static Map<?, ?>[] largeMaps() {
    Map<?, ?>[] maps = new Map<?, ?>[LARGE_MAPS];
    Arrays.setAll(
        maps,
        i -> {
          Map<Integer, Integer> map = new HashMap<>(LARGE);
          map.put(i, i);
          return map;
        });
    return maps;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
