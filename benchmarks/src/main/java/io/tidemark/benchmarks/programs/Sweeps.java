package io.tidemark.benchmarks.programs;

import com.sun.management.ThreadMXBean;
import io.tidemark.benchmarks.harness.Programs;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds maps and, where the agent is, watches its sweep thread from inside of the JVM. Arguments:
 * how many maps, for how many seconds, and whether the agent is there.
 */
public final class Sweeps {

  private static final int SLOTS = 4096;
  private static final int AT_A_TIME = 2000;
  private static final int ADOPTION_MILLIS = 250;
  private static final int WARM_UP_MILLIS = 12_000;

  private Sweeps() {}

  /** Measures, and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    boolean agent = Boolean.parseBoolean(arguments[2]);
    List<Map<Integer, Integer>> maps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<Integer, Integer> map = new HashMap<>(SLOTS);
      map.put(i, i);
      maps.add(map);
      if (i % AT_A_TIME == 0) {
        Thread.sleep(ADOPTION_MILLIS);
      }
    }
    Thread.sleep(WARM_UP_MILLIS);
    long start = ManagementFactory.getRuntimeMXBean().getUptime();
    if (agent) {
      watch(count, seconds);
    } else {
      Thread.sleep(seconds * 1000L);
    }
    Programs.figure("window from, ms", start);
    Programs.figure("window to, ms", ManagementFactory.getRuntimeMXBean().getUptime());
    if (maps.size() != count) {
      throw new IllegalStateException("the maps are gone");
    }
  }

  private static void watch(int count, int seconds) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = sweeper(threads);
    Metrics before = Metrics.read();
    long cpu = threads.getThreadCpuTime(thread);
    long bytes = threads.getThreadAllocatedBytes(thread);
    Thread.sleep(seconds * 1000L);
    long cpuAfter = threads.getThreadCpuTime(thread);
    long bytesAfter = threads.getThreadAllocatedBytes(thread);
    Metrics after = Metrics.read();
    double sweeps =
        after.value("tidemark_sweep_duration_seconds_count")
            - before.value("tidemark_sweep_duration_seconds_count");
    double took =
        after.value("tidemark_sweep_duration_seconds_sum")
            - before.value("tidemark_sweep_duration_seconds_sum");
    Programs.figure("maps tracked", after.value("tidemark_maps{map_type=\"HashMap\",}"));
    Programs.figure("sweeps", sweeps);
    Programs.figure("sweep duration ms", took / sweeps * 1000);
    Programs.figure("thread CPU ms", (cpuAfter - cpu) / sweeps / 1e6);
    Programs.figure("allocated bytes", (bytesAfter - bytes) / sweeps);
  }

  private static long sweeper(ThreadMXBean threads) {
    for (long id : threads.getAllThreadIds()) {
      if ("tidemark-sweep".equals(threads.getThreadInfo(id).getThreadName())) {
        return id;
      }
    }
    throw new IllegalStateException("the agent's sweep thread is not there");
  }
}
