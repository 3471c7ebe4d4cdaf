package io.tidemark.benchmarks.programs;

import com.sun.management.ThreadMXBean;
import io.tidemark.benchmarks.harness.Programs;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.ObjIntConsumer;
import org.openjdk.jol.info.GraphLayout;

/**
 * Tells what a tracked map takes of the heap, by the JVM's own count of its objects and, where the
 * agent is, by JOL. Arguments: how many maps, and whether the agent is there.
 */
public final class Footprint {

  private static final int SLOTS = 4096;

  /** As many sites as the agent takes between two adoptions. */
  private static final int SITES_AT_A_TIME = 50;

  private static final int ADOPTION_MILLIS = 250;
  private static final int SWEEP_MILLIS = 2500;

  private Footprint() {}

  /** The options that this needs. */
  public static List<String> options() {
    return List.of(AgentInside.OPENS, "-Djol.magicFieldOffset=true", "-Xmx1g", "-Xms1g");
  }

  /** Measures, and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    boolean agent = Boolean.parseBoolean(arguments[1]);
    List<Map<Integer, Integer>> maps = new ArrayList<>();
    grow(maps, count / 10);
    long before = live();
    grow(maps, count);
    Programs.figure("all, bytes a map", (double) (live() - before) / count);
    if (agent) {
      Programs.figure("registry, bytes a map", (double) registryBytes(maps) / maps.size());
      pushed();
    }
  }

  private static void grow(List<Map<Integer, Integer>> maps, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      Map<Integer, Integer> map = new HashMap<>(SLOTS);
      map.put(1, 1);
      maps.add(map);
      if (i % SITES_AT_A_TIME == 0) {
        Thread.sleep(ADOPTION_MILLIS);
      }
    }
    Thread.sleep(SWEEP_MILLIS);
  }

  /** The smaller of two, since a sweep may be under way in one. */
  private static long live() throws Exception {
    long first = Histogram.totalBytes();
    Thread.sleep(SWEEP_MILLIS / 2);
    return Math.min(first, Histogram.totalBytes());
  }

  private static long registryBytes(List<Map<Integer, Integer>> maps) throws Exception {
    Object registry = AgentInside.registry();
    System.gc();
    GraphLayout with = GraphLayout.parseInstance(registry, maps);
    GraphLayout without = GraphLayout.parseInstance(maps);
    System.out.println(with.toFootprint());
    return with.totalSize() - without.totalSize();
  }

  /** What the first call of a hook for a map leaves until the agent's thread adopts it. */
  private static void pushed() throws Exception {
    IntSupplier none = () -> 0;
    IntSupplier tickets = AgentInside.tickets();
    allocated(none, 1);
    Programs.figure("pushed without a site, bytes", allocated(none, 1));
    for (int depth : new int[] {20, 100, 900}) {
      Thread.sleep(ADOPTION_MILLIS);
      Programs.figure("pushed with a stack of " + depth + ", bytes", allocated(tickets, depth));
    }
  }

  private static double allocated(IntSupplier site, int depth) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ObjIntConsumer<Object> sink = AgentInside.sink();
    int grown = AgentInside.hook("HASH_MAP_RESIZE");
    return Stacks.at(
        depth,
        () -> {
          Object map = new HashMap<>();
          long before = threads.getCurrentThreadAllocatedBytes();
          site.getAsInt();
          sink.accept(map, grown);
          return (double) (threads.getCurrentThreadAllocatedBytes() - before);
        });
  }
}
