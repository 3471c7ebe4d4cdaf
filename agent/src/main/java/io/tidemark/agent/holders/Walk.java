package io.tidemark.agent.holders;

import io.tidemark.agent.discovery.HeapRoom;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jdk.internal.misc.Unsafe;

/**
 * Follows references, breadth first, until it came to all maps that are looked for or to its
 * bounds, while the application runs on. What it knows stays, so that it can go on from more roots.
 *
 * <p>No method of an object is called and no class initialised. Each visited object gets an
 * identity hash.
 */
final class Walk {

  /** Arrays from this length on come last: what is beyond them could fill all bounds. */
  private static final int LONG_ARRAY = 1 << 16;

  /**
   * The objects of a class that are visited before all others of it. What there is more of are
   * data, among which maps that live long are rare.
   */
  private static final int FIRST_OF_A_CLASS = 10_000;

  /** The part of the bounds that is kept for the stacks. */
  private static final int PART_FOR_STACKS = 8;

  private static final int REFERENCES_A_LOOK_AROUND = 1 << 10;

  private final Unsafe unsafe = Unsafe.getUnsafe();
  private final Shapes shapes;
  private final Map<Object, Boolean> missing = new IdentityHashMap<>();
  private final Visited visited;
  private final int most;
  private final long deadline;
  private final List<Integer> longArrays = new ArrayList<>();
  private final List<Thread> virtualThreads = new ArrayList<>();
  private int next;
  private int references;
  private int mostOfAClass = FIRST_OF_A_CLASS;
  private int limit;
  private boolean leftSome;
  private boolean late;
  private boolean outOfRoom;

  /**
   * @param most the most objects to visit
   * @param deadline when to end, by {@link System#nanoTime}
   */
  Walk(Shapes shapes, List<Object> maps, int most, long deadline) {
    this.shapes = shapes;
    this.visited = new Visited(most);
    this.most = most;
    this.limit = most - most / PART_FOR_STACKS;
    this.deadline = deadline;
    for (Object map : maps) {
      missing.put(map, true);
    }
  }

  Visited visited() {
    return visited;
  }

  /** The virtual threads that it came to, the first so many. */
  Thread[] virtualThreads(int most) {
    return virtualThreads.stream().limit(most).toArray(Thread[]::new);
  }

  boolean foundAll() {
    return missing.isEmpty();
  }

  /** Whether it ended for want of time, or of room. */
  boolean isLate() {
    return late;
  }

  /** Whether it ended since the heap has no room any more for what it keeps alive. */
  boolean isOutOfRoom() {
    return outOfRoom;
  }

  /** Looks whether time or room are up; returns whether they are. */
  boolean lookAround() {
    outOfRoom |= !HeapRoom.toGoOn();
    late |= outOfRoom || System.nanoTime() > deadline;
    return late;
  }

  /** Adds a root. */
  void root(Object root) {
    if (!(root instanceof Thread thread && Origin.isAgent(thread))) {
      visited.add(root, Visited.NONE, 0);
    }
  }

  /** Follows everything from the roots: few objects of each class first, then all others. */
  void run() throws ReflectiveOperationException {
    runToEnd();
    if (leftSome && !ended()) {
      mostOfAClass = Integer.MAX_VALUE;
      next = 0;
      runToEnd();
    }
  }

  /** Follows everything from one more root, whatever is left of what was to be followed before. */
  void runFrom(StackObjects root) throws ReflectiveOperationException {
    next = visited.count();
    longArrays.clear();
    mostOfAClass = Integer.MAX_VALUE;
    limit = most;
    visited.add(root, Visited.NONE, 0);
    runToEnd();
  }

  private void runToEnd() throws ReflectiveOperationException {
    while (!ended()) {
      if (next < visited.count()) {
        Object object = visited.object(next);
        if (object instanceof Object[] array && array.length >= LONG_ARRAY) {
          longArrays.add(next);
        } else {
          follow(object, next);
        }
        next++;
      } else if (longArrays.isEmpty()) {
        return;
      } else {
        int array = longArrays.remove(longArrays.size() - 1);
        followElements((Object[]) visited.object(array), array);
      }
    }
  }

  private boolean ended() {
    return missing.isEmpty() || late || visited.count() >= limit;
  }

  private void follow(Object object, int index) throws ReflectiveOperationException {
    if (object instanceof StaticFields statics) {
      for (int i = 0; i < statics.values().length; i++) {
        take(statics.values()[i], index, i);
      }
    } else if (object instanceof StackObjects stacks) {
      followElements(stacks.objects(), index);
    } else if (object instanceof Object[] array) {
      followElements(array, index);
    } else {
      ReferenceField[] fields = shapes.of(object.getClass()).fields();
      for (int i = 0; i < fields.length; i++) {
        take(unsafe.getReference(object, fields[i].offset()), index, i);
      }
    }
  }

  private void followElements(Object[] array, int index) throws ReflectiveOperationException {
    for (int i = 0; i < array.length && !ended(); i++) {
      take(array[i], index, 0);
    }
  }

  private void take(Object object, int parent, int edge) throws ReflectiveOperationException {
    if ((++references & REFERENCES_A_LOOK_AROUND - 1) == 0) {
      lookAround();
    }
    if (object == null) {
      return;
    }
    Shapes.Shape shape = shapes.of(object.getClass());
    if (!shape.followed()
        || Origin.isAgentLoader(object)
        || shape.thread() && Origin.isAgent((Thread) object)) {
      return;
    }
    if (shape.visited >= mostOfAClass && !(shape.wanted() && missing.containsKey(object))) {
      leftSome = true;
      return;
    }
    if (!ended() && visited.add(object, parent, edge)) {
      shape.visited++;
      if (shape.wanted()) {
        missing.remove(object);
      } else if (shape.thread() && isVirtual(object)) {
        virtualThreads.add((Thread) object);
      }
    }
  }

  private static boolean isVirtual(Object thread) {
    return thread.getClass().getName().equals("java.lang.VirtualThread");
  }
}
