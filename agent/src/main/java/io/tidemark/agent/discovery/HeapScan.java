package io.tidemark.agent.discovery;

import io.tidemark.agent.registry.Maps;
import io.tidemark.exporter.process.JvmMemory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Finds the maps by walks over the heap with JVMTI: one for each of the two families counts the
 * instances of each class, then one for each class that has any reads their fields and tags the
 * large ones. The application is stopped for each walk by itself, so that one long pause becomes
 * several short ones.
 */
final class HeapScan implements Discovery {

  private final Jvmti jvmti;

  HeapScan(Jvmti jvmti) {
    this.jvmti = jvmti;
  }

  @Override
  public ScanResult scan(int minSlots, Duration maxPause, Consumer<Object> found) {
    long start = System.nanoTime();
    PauseBudget budget = budget(maxPause);
    List<String> reasons = new ArrayList<>();
    Object[] tagged = new Object[0];
    try {
      long environment = jvmti.open();
      try {
        new Walks(environment, minSlots, maxPause, budget, reasons).tagLargeMaps();
        tagged = jvmti.tagged(environment);
      } finally {
        jvmti.close(environment);
      }
    } catch (IllegalStateException | OutOfMemoryError refused) {
      reasons.add(refused.toString());
    }
    int maps = 0;
    for (int i = 0; i < tagged.length; i++) {
      Object map = tagged[i];
      tagged[i] = null;
      // a map that was made for many entries and never got one looks like a large one up to here
      if (Maps.slots(map) >= minSlots) {
        maps++;
        found.accept(map);
      }
    }
    return new ScanResult(
        reasons.isEmpty(),
        maps,
        budget.passes(),
        Duration.ofNanos(System.nanoTime() - start),
        budget.longestPause(),
        "jvmti",
        String.join("; ", reasons));
  }

  private static PauseBudget budget(Duration maxPause) {
    String collector = new JvmMemory().collectorName().orElse("");
    return new PauseBudget(
        maxPause,
        HeapRoom.used(),
        collector.equals("ZGC") || collector.equals("Shenandoah"),
        // not by Thread.activeCount, which calls what thread groups of the application's override
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  /** The walks of one scan. */
  private final class Walks {

    private final long environment;
    private final int minSlots;
    private final Duration maxPause;
    private final PauseBudget budget;
    private final List<String> reasons;
    private final MapFields fields;

    Walks(
        long environment,
        int minSlots,
        Duration maxPause,
        PauseBudget budget,
        List<String> reasons) {
      this.environment = environment;
      this.minSlots = minSlots;
      this.maxPause = maxPause;
      this.budget = budget;
      this.reasons = reasons;
      this.fields = new MapFields(jvmti, environment);
    }

    void tagLargeMaps() {
      Class<?>[] loaded = jvmti.loadedClasses(environment);
      tagFamily(HashMap.class, loaded);
      tagFamily(ConcurrentHashMap.class, loaded);
    }

    private void tagFamily(Class<?> family, Class<?>[] loaded) {
      Class<?>[] types = members(family, loaded);
      if (!allows(family, 0)) {
        return;
      }
      long start = budget.start();
      long[] counts = jvmti.count(environment, family, types);
      budget.walked(start);
      for (int i = 0; i < types.length; i++) {
        if (counts[i] > 0 && allows(types[i], counts[i])) {
          tag(family, types[i]);
        }
      }
    }

    private boolean allows(Class<?> type, long maps) {
      if (budget.allows(maps)) {
        return true;
      }
      reasons.add(
          "to look for "
              + type.getName()
              + " would stop the application for about "
              + budget.expected(maps).toMillis()
              + " ms, more than "
              + maxPause.toMillis()
              + " ms");
      return false;
    }

    private void tag(Class<?> family, Class<?> type) {
      long start;
      int read;
      if (family == HashMap.class) {
        int threshold = fields.index(type, family, "threshold");
        int loadFactor = fields.index(type, family, "loadFactor");
        start = budget.start();
        read = jvmti.tagHashMaps(environment, type, threshold, loadFactor, minSlots);
      } else {
        int sizeCtl = fields.index(type, family, "sizeCtl");
        start = budget.start();
        read = jvmti.tagConcurrentHashMaps(environment, type, sizeCtl, minSlots);
      }
      budget.read(start);
      // of the family itself there are always some
      if (read == Jvmti.NONE || read == 0 && type == family) {
        reasons.add("the fields of " + type.getName() + " are not where JVMTI says");
      }
    }
  }

  private static Class<?>[] members(Class<?> family, Class<?>[] loaded) {
    List<Class<?>> members = new ArrayList<>();
    for (Class<?> type : loaded) {
      if (family.isAssignableFrom(type)) {
        members.add(type);
      }
    }
    return members.toArray(new Class<?>[0]);
  }
}
