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
import java.util.function.Consumer;

/**
 * Looks for the maps that no hook saw grow: those that were there before the weaving, and again
 * where smaller ones are wanted or hooks were gone for a while.
 */
final class DiscoveryControl {

  /** A part of what the registry takes before its sweep thread adopts it. */
  private static final int FOUND_TO_AN_ADOPTION = 1 << 13;

  private final Instrumentation instrumentation;
  private final Registry registry;
  private final FullCollections collections;
  private volatile DiscoveryStatus last;

  /** By what configuration it was looked for last; null where that says nothing any more. */
  private Config looked;

  DiscoveryControl(
      Instrumentation instrumentation, Registry registry, FullCollections collections) {
    this.instrumentation = instrumentation;
    this.registry = registry;
    this.collections = collections;
  }

  /** Maps may have grown unseen since it was last looked. */
  synchronized void forget() {
    looked = null;
  }

  /**
   * Scans, as far as the configuration has it, unless all that it asks for was looked for already.
   * Says what it could not do.
   *
   * @param adopt has the registry make room
   */
  synchronized void look(Config config, Runnable adopt) {
    boolean wanted =
        switch (config.discovery()) {
          case ALWAYS -> true;
          case AUTO -> !collections.concurrentOnly();
          case NEVER -> false;
        };
    if (wanted && asksForMore(config)) {
      scan(config, adopt);
    }
  }

  private boolean asksForMore(Config config) {
    return looked == null
        || config.trackMinSlots() < looked.trackMinSlots()
        || !last.complete() && config.discoveryMaxPause().compareTo(looked.discoveryMaxPause()) > 0;
  }

  /** Scans now, on the calling thread, which is not the application's. */
  synchronized void scan(Config config, Runnable adopt) {
    Found found = new Found(collections.concurrentOnly(), adopt);
    Discovery discovery = Discoveries.create(instrumentation);
    // what is found is seen by sweeps before the scan ends, and no collection of before counts
    collections.unmark();
    ScanResult result;
    try {
      result = discovery.scan(config.trackMinSlots(), config.discoveryMaxPause(), found);
    } finally {
      collections.mark();
    }
    boolean complete = result.complete() && found.refused == 0;
    looked = config;
    last =
        new DiscoveryStatus(
            complete, result.maps(), result.total(), result.longestPause(), result.how());
    if (!complete && !jvmEnds()) {
      String reason = found.refused == 0 ? result.reason() : found.refused + " maps found no room";
      NOTICES.accept("discovery of older maps is not complete: " + reason);
    }
  }

  /** Takes the maps that are found, and now and then has the registry make room. */
  private final class Found implements Consumer<Object> {

    private final boolean alive;
    private final Runnable adopt;
    private int taken;
    private int refused;

    Found(boolean alive, Runnable adopt) {
      this.alive = alive;
      this.adopt = adopt;
    }

    @Override
    public void accept(Object map) {
      if (!registry.discovered(map, alive)) {
        refused++;
      }
      if (++taken % FOUND_TO_AN_ADOPTION == 0) {
        adopt.run();
      }
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
