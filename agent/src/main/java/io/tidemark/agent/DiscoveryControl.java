package io.tidemark.agent;

import static io.tidemark.agent.Notices.NOTICES;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.discovery.Discoveries;
import io.tidemark.agent.discovery.Discovery;
import io.tidemark.agent.discovery.ScanResult;
import io.tidemark.agent.registry.Registry;
import io.tidemark.agent.sweep.FullCollections;
import io.tidemark.exporter.census.DiscoveryStatus;
import java.lang.instrument.Instrumentation;

/** Looks for the maps that were there before the weaving: once, and later only when asked. */
final class DiscoveryControl {

  private final Instrumentation instrumentation;
  private final Registry registry;
  private final FullCollections collections;
  private volatile DiscoveryStatus last;

  DiscoveryControl(
      Instrumentation instrumentation, Registry registry, FullCollections collections) {
    this.instrumentation = instrumentation;
    this.registry = registry;
    this.collections = collections;
  }

  /** The scan at the start, as far as the configuration has one. Says what it could not do. */
  void atStart(Config config) {
    boolean wanted =
        switch (config.discovery()) {
          case ALWAYS -> true;
          case AUTO -> !collections.concurrentOnly();
          case NEVER -> false;
        };
    if (wanted) {
      scan(config);
    }
  }

  /** Scans now, on the calling thread, which is not the application's. */
  synchronized void scan(Config config) {
    boolean alive = collections.concurrentOnly();
    Discovery discovery = Discoveries.create(instrumentation);
    // what is found is seen by sweeps before the scan ends, and no collection of before counts
    collections.unmark();
    ScanResult result;
    try {
      result =
          discovery.scan(
              config.trackMinSlots(),
              config.discoveryMaxPause(),
              map -> registry.discovered(map, alive));
    } finally {
      collections.mark();
    }
    last =
        new DiscoveryStatus(
            result.complete(), result.maps(), result.total(), result.longestPause(), result.how());
    if (!result.complete() && !jvmEnds()) {
      NOTICES.accept("discovery of older maps is not complete: " + result.reason());
    }
  }

  /** A JVM that ends lets nobody look into its heap any more, of which there is nothing to say. */
  private static boolean jvmEnds() {
    Thread hook = new Thread(null, null, "tidemark-hook", 0, false);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return true;
    }
  }

  /** What the last scan came to, or null. */
  DiscoveryStatus last() {
    return last;
  }
}
