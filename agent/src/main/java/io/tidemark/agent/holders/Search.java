package io.tidemark.agent.holders;

import io.tidemark.agent.discovery.JdkInternals;
import io.tidemark.agent.discovery.JvmtiReferences;
import io.tidemark.agent.discovery.PauseBudget;
import io.tidemark.agent.discovery.Rest;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import jdk.internal.misc.Unsafe;

/** One search for the holders of some maps. */
final class Search {

  /** What a look at the stack of one thread may take, rather deep ones assumed. */
  private static final Duration A_STACK = Duration.ofNanos(300_000);

  private static final int CLASSES_A_LOOK_AROUND = 256;

  private final Instrumentation instrumentation;
  private final List<Object> maps;
  private final Holders.Budget budget;
  private final long start = System.nanoTime();
  private final StackFrames frames = new StackFrames();
  private final String[] holders;
  private FieldSource source;
  private Shapes shapes;
  private Walk walk;
  private boolean failed;
  private Duration longestPause = Duration.ZERO;

  Search(Instrumentation instrumentation, List<Object> maps, Holders.Budget budget) {
    this.instrumentation = instrumentation;
    this.maps = maps;
    this.budget = budget;
    this.holders = new String[maps.size()];
  }

  /** Without the library. */
  HolderResult byReflection() {
    try {
      walk(new ReflectedFields(instrumentation));
      name();
    } catch (ReflectiveOperationException | OutOfMemoryError e) {
      failed = true;
    }
    return result();
  }

  /** With the library for the fields, and for the stacks where the walk missed maps. */
  HolderResult byLibrary(JvmtiReferences jvmti) {
    try {
      long environment = jvmti.open();
      try {
        walk(new LibraryFields(jvmti, environment));
        if (!walk.foundAll()) {
          walkFromStacks(jvmti);
        }
      } finally {
        jvmti.close(environment);
      }
      name();
    } catch (ReflectiveOperationException | IllegalStateException | OutOfMemoryError e) {
      failed = true;
    }
    return result();
  }

  private void walk(FieldSource by) throws ReflectiveOperationException {
    source = by;
    Set<Class<?>> types = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Object map : maps) {
      types.add(map.getClass());
    }
    shapes = new Shapes(source, types);
    walk = new Walk(shapes, maps, budget.most(), start + budget.mostTime().toNanos());
    Class<?>[] classes = source.loadedClasses();
    // of ways of the same length, those from the application's fields come first
    addStatics(classes, true);
    for (Thread thread : JdkInternals.threads()) {
      walk.root(thread);
    }
    addStatics(classes, false);
    walk.run();
  }

  private void addStatics(Class<?>[] classes, boolean ofApplication)
      throws ReflectiveOperationException {
    Unsafe unsafe = Unsafe.getUnsafe();
    int looked = 0;
    for (Class<?> type : classes) {
      if (++looked % CLASSES_A_LOOK_AROUND == 0 && walk.lookAround()) {
        return;
      }
      if (type.isArray()
          || type.isPrimitive()
          || Origin.isAgent(type)
          || Origin.isApplication(type) != ofApplication
          || unsafe.shouldBeInitialized(type)) {
        continue;
      }
      StaticFields fields = source.staticFields(type);
      if (fields.values().length > 0) {
        walk.root(fields);
      }
    }
  }

  private void walkFromStacks(JvmtiReferences jvmti) throws ReflectiveOperationException {
    Thread[] all = JdkInternals.threads();
    long stacks = stacksInTime(all.length);
    if (walk.isLate() || stacks < all.length) {
      return;
    }
    int mostVirtual = (int) Math.min(stacks - all.length, Integer.MAX_VALUE);
    Thread[] own = threads(all, true);
    Thread[] virtual = walk.virtualThreads(mostVirtual);
    Object[] onStacks = paused(jvmti, environment -> jvmti.stackObjects(environment, own, virtual));
    walk.runFrom(new StackObjects(onStacks));
    Object[] held = heldByStacks();
    if (held.length > 0) {
      Thread[] others = threads(all, false);
      // more of them, which the stacks led to
      Thread[] known = walk.virtualThreads(mostVirtual);
      Rest.after(longestPause);
      paused(
          jvmti,
          environment -> {
            frames.look(jvmti, environment, held, others, known);
            return held;
          });
    }
  }

  /** How many threads' stacks the application may be stopped for, beside its own threads' stop. */
  private long stacksInTime(int threads) {
    Duration left = budget.maxPause().minus(PauseBudget.toStopThreads(threads));
    return left.isNegative() ? 0 : left.dividedBy(A_STACK);
  }

  private Object[] paused(JvmtiReferences jvmti, LongFunction<Object[]> look) {
    long environment = jvmti.open();
    try {
      long before = System.nanoTime();
      Object[] result = look.apply(environment);
      Duration pause = Duration.ofNanos(System.nanoTime() - before);
      longestPause = pause.compareTo(longestPause) > 0 ? pause : longestPause;
      return result;
    } finally {
      jvmti.close(environment);
    }
  }

  /** The agent's threads, or the others; never compared by a method that they may override. */
  private static Thread[] threads(Thread[] all, boolean own) {
    List<Thread> threads = new ArrayList<>();
    for (Thread thread : all) {
      if (own == (thread == Thread.currentThread() || Origin.isAgent(thread))) {
        threads.add(thread);
      }
    }
    return threads.toArray(new Thread[0]);
  }

  /** The objects on stacks that hold a map by the JDK's wrappers alone. */
  private Object[] heldByStacks() throws ReflectiveOperationException {
    Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Object map : maps) {
      int index = walk.visited().indexOf(map);
      if (index != Visited.NONE) {
        Steps way = Steps.to(index, walk.visited(), shapes);
        if (HolderText.isNamedByStack(way)) {
          objects.add(way.stackObject());
        }
      }
    }
    return objects.toArray();
  }

  private void name() throws ReflectiveOperationException {
    if (walk.isOutOfRoom()) {
      return;
    }
    HolderText text = new HolderText(walk.visited(), shapes, frames);
    for (int i = 0; i < holders.length; i++) {
      int index = walk.visited().indexOf(maps.get(i));
      if (index != Visited.NONE) {
        holders[i] = text.of(index);
      }
    }
  }

  private HolderResult result() {
    return new HolderResult(
        holders,
        walk == null ? 0 : walk.visited().count(),
        Duration.ofNanos(System.nanoTime() - start),
        longestPause,
        failed || walk.isOutOfRoom());
  }
}
