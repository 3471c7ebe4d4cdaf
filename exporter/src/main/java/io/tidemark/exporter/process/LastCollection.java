package io.tidemark.exporter.process;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;

/**
 * What the heap's pools held right after the last collection. A class of its own, since a run-time
 * image may lack the module {@code jdk.management} and loading this class fails then.
 */
final class LastCollection {
  private LastCollection() {}

  /** Usage by pool name; empty before any collection. */
  static Map<String, MemoryUsage> usageAfter(
      List<java.lang.management.GarbageCollectorMXBean> collectors) {
    GcInfo last = null;
    for (java.lang.management.GarbageCollectorMXBean collector : collectors) {
      if (collector instanceof GarbageCollectorMXBean bean && reclaims(bean.getName())) {
        GcInfo info = bean.getLastGcInfo();
        if (info != null && (last == null || info.getEndTime() > last.getEndTime())) {
          last = info;
        }
      }
    }
    return last == null ? Map.of() : last.getMemoryUsageAfterGc();
  }

  /**
   * Whether what a bean of that name calls a collection leaves no garbage of before it in a young
   * generation. A pause of a concurrent collector ends before anything is reclaimed, and G1's
   * marking, which has a bean since JDK 20, counts all that was allocated meanwhile.
   */
  static boolean reclaims(String bean) {
    return !bean.endsWith("Pauses") && !bean.equals("G1 Concurrent GC");
  }
}
