package io.tidemark.agent.holders;

import io.tidemark.agent.discovery.Discoveries;
import io.tidemark.agent.discovery.JdkInternals;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.List;

/** Names who keeps maps reachable. Confined to one agent thread at a time. */
public final class Holders {

  private final Instrumentation instrumentation;

  /** Needs an Instrumentation that can open packages of the JDK, which every one can. */
  public Holders(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * The bounds of one search.
   *
   * @param mostObjects the most objects that the walk visits, each of which gets an identity hash
   * @param mostBytes the most memory that the walk takes for what it visited
   * @param mostTime the longest that the walk goes on, without stopping the application
   * @param maxPause the longest that the application may be stopped at a time; what is expected to
   *     take longer is not begun
   */
  public record Budget(int mostObjects, long mostBytes, Duration mostTime, Duration maxPause) {

    int most() {
      return (int) Math.min(mostObjects, mostBytes / Visited.BYTES_AN_OBJECT);
    }
  }

  /**
   * Finds a holder for each of these maps, first by a bounded walk in Java from statics and
   * threads, without a pause; then, where {@code nativeAllowed}, by the library for what that
   * missed. Never throws for expected failures.
   *
   * <p>No class of the application is loaded or initialised for it. A map that only weak references
   * hold has no holder. What only monitors, parked virtual threads and classes that are being
   * initialised hold is missed.
   *
   * @param nativeAllowed whether the native library may be loaded and used; without it, classes
   *     whose fields can't be asked for are left out, and so are the stacks
   */
  public HolderResult find(List<Object> maps, Budget budget, boolean nativeAllowed) {
    JdkInternals.open(instrumentation);
    Search search = new Search(instrumentation, maps, budget);
    if (!nativeAllowed) {
      return search.byReflection();
    }
    return Discoveries.library(instrumentation)
        .map(search::byLibrary)
        .orElseGet(search::byReflection);
  }
}
