package io.tidemark.agent.discovery;

import io.tidemark.agent.registry.Maps;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Finds the maps by following references, breadth first, from the static fields of initialised
 * classes and from the threads, while the application runs on: no pause, and never complete. It
 * misses what only a local variable, a parked virtual thread, native code or a weak reference
 * holds; what hangs on a class that can't be asked for its fields ({@link LoadedTypes}); what moves
 * from an object not yet visited to one that was; and all that is beyond its bounds.
 *
 * <p>Each object that holds references and is visited gets an identity hash, so their number is
 * bounded, by the heap's size too: the walk's own memory is the application's.
 */
final class JavaWalk implements Discovery {

  private static final int MOST_OBJECTS = 4_000_000;
  private static final long MOST_SECONDS = 20;

  /** Bytes of the walk's own for an object visited, and the part of the heap that it may take. */
  private static final int BYTES_AN_OBJECT = 32;

  private static final int PART_OF_HEAP = 16;

  /** An array of millions is one object. */
  private static final int REFERENCES_A_LOOK_AROUND = 1 << 10;

  private final Instrumentation instrumentation;
  private final String why;

  /**
   * @param why why it is this walk and not the library's
   */
  JavaWalk(Instrumentation instrumentation, String why) {
    this.instrumentation = instrumentation;
    this.why = why;
  }

  @Override
  public ScanResult scan(int minSlots, Duration maxPause, Consumer<Object> found) {
    long start = System.nanoTime();
    if (!HeapRoom.toBegin()) {
      return new ScanResult(
          false,
          0,
          0,
          Duration.ofNanos(System.nanoTime() - start),
          Duration.ZERO,
          "none",
          why + "; the heap has no room for what a walk keeps alive");
    }
    String how = "java walk";
    String reason;
    Walk walk = new Walk(minSlots, found, start + Duration.ofSeconds(MOST_SECONDS).toNanos());
    try {
      JdkInternals.open(instrumentation);
      LoadedTypes types = new LoadedTypes(instrumentation);
      walk.run(
          new References(types), instrumentation.getAllLoadedClasses(), JdkInternals.threads());
      reason = walk.describe() + ", " + types.refused() + " classes could not be asked";
    } catch (ReflectiveOperationException e) {
      how = walk.visited.isEmpty() ? "none" : how;
      reason = "the walk failed: " + e;
    } catch (OutOfMemoryError e) {
      reason = walk.describe() + " for want of memory";
    }
    return new ScanResult(
        false,
        walk.maps,
        0,
        Duration.ofNanos(System.nanoTime() - start),
        Duration.ZERO,
        how,
        why + "; " + reason);
  }

  /** One walk's state. */
  private static final class Walk implements Consumer<Object> {

    private final int minSlots;
    private final Consumer<Object> found;
    private final long deadline;
    private final int mostObjects =
        (int)
            Math.min(
                MOST_OBJECTS, Runtime.getRuntime().maxMemory() / PART_OF_HEAP / BYTES_AN_OBJECT);
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Queue<Object> open = new ArrayDeque<>();
    private References fields;
    private ReflectiveOperationException failure;
    private boolean ended;
    private int references;
    private int maps;

    Walk(int minSlots, Consumer<Object> found, long deadline) {
      this.minSlots = minSlots;
      this.found = found;
      this.deadline = deadline;
    }

    void run(References by, Class<?>[] classes, Thread[] threads)
        throws ReflectiveOperationException {
      fields = by;
      for (Thread thread : threads) {
        accept(thread);
      }
      for (Class<?> type : classes) {
        fields.forEachStatic(type, this);
      }
      while (!open.isEmpty() && !ended) {
        fields.forEach(open.remove(), this);
      }
      if (failure != null) {
        throw failure;
      }
    }

    /** Takes one reference. */
    @Override
    public void accept(Object object) {
      if ((++references & REFERENCES_A_LOOK_AROUND - 1) == 0) {
        ended |= System.nanoTime() > deadline || !HeapRoom.toGoOn();
      }
      if (ended) {
        return;
      }
      try {
        if (!fields.holdsAny(object) || !visited.add(object)) {
          return;
        }
      } catch (ReflectiveOperationException e) {
        failure = e;
        ended = true;
        return;
      }
      open.add(object);
      ended |= visited.size() >= mostObjects;
      if (isLargeMap(object)) {
        maps++;
        found.accept(object);
      }
    }

    private boolean isLargeMap(Object object) {
      return (object instanceof HashMap || object instanceof ConcurrentHashMap)
          && Maps.slots(object) >= minSlots;
    }

    String describe() {
      return (ended ? "stopped after " : "went to ") + visited.size() + " objects";
    }
  }
}
