package io.tidemark.exporter.process;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the JVM says of its own memory. It asks the JVM's beans directly and never makes an
 * MBeanServer, which would initialise the application's logging. Safe for use by several threads.
 */
public final class JvmMemory {
  private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final boolean tellsLastCollection =
      ModuleLayer.boot().findModule("jdk.management").isPresent();

  /** A pool of the JVM's; its area is {@code heap} or {@code nonheap}. */
  public record Pool(String area, String id, MemoryPoolMXBean bean) {
    /** Its usage now; absent where the pool has become invalid. */
    public Optional<MemoryUsage> usage() {
      return Optional.ofNullable(bean.getUsage());
    }
  }

  /** The pools, named as Micrometer names them. */
  public List<Pool> pools() {
    List<Pool> named = new ArrayList<>();
    for (MemoryPoolMXBean pool : pools) {
      named.add(new Pool(isHeap(pool) ? "heap" : "nonheap", pool.getName(), pool));
    }
    return List.copyOf(named);
  }

  /**
   * The heap used right after the last collection, in bytes; absent before any, and on JVMs that do
   * not tell. (A pool's own collection usage is no answer: G1's old one stays 0 until a full or
   * mixed collection.)
   */
  public OptionalLong heapAfterGcBytes() {
    if (!tellsLastCollection) {
      return OptionalLong.empty();
    }
    Map<String, MemoryUsage> after = LastCollection.usageAfter(collectors);
    OptionalLong used = OptionalLong.empty();
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage usage = isHeap(pool) ? after.get(pool.getName()) : null;
      if (usage != null) {
        used = OptionalLong.of(used.orElse(0) + usage.getUsed());
      }
    }
    return used;
  }

  /** The collector's common name, such as {@code G1}; absent where it is none that is known. */
  public Optional<String> collectorName() {
    List<String> beanNames = new ArrayList<>();
    for (GarbageCollectorMXBean collector : collectors) {
      beanNames.add(collector.getName());
    }
    return collectorName(beanNames);
  }

  static Optional<String> collectorName(List<String> beanNames) {
    for (String beanName : beanNames) {
      Optional<String> name = collectorOf(beanName);
      if (name.isPresent()) {
        return name;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> collectorOf(String beanName) {
    if (beanName.equals("Copy") || beanName.equals("MarkSweepCompact")) {
      return Optional.of("Serial");
    }
    if (beanName.startsWith("PS ")) {
      return Optional.of("Parallel");
    }
    for (String name : List.of("G1", "ZGC", "Shenandoah", "Epsilon")) {
      if (beanName.equals(name) || beanName.startsWith(name + " ")) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static boolean isHeap(MemoryPoolMXBean pool) {
    return pool.getType() == MemoryType.HEAP;
  }
}
