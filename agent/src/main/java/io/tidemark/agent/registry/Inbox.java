package io.tidemark.agent.registry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The records that application threads made and the sweep thread is still to adopt: a list that
 * grows at its head, without a lock.
 */
final class Inbox {

  private static final AtomicReferenceFieldUpdater<Inbox, Pushed> NEWEST =
      AtomicReferenceFieldUpdater.newUpdater(Inbox.class, Pushed.class, "newest");

  /**
   * How much of it is searched, so that one map's many growths make one record: each look may have
   * to wait for memory, and a record too many is merged.
   */
  private static final int SEARCHED = 4;

  private final int capacity;
  private volatile Pushed newest;
  private final AtomicLong refused = new AtomicLong();

  /** What was taken out and not handed out yet, the oldest first. Sweep thread. */
  private Pushed taken;

  Inbox(int capacity) {
    this.capacity = capacity;
  }

  /** The map's record if it was pushed lately, or null. Any thread. */
  Tracked find(Object map) {
    Pushed pending = newest;
    for (int i = 0; pending != null && i < SEARCHED; i++, pending = pending.next) {
      if (pending.tracked.refersTo(map)) {
        return pending.tracked;
      }
    }
    return null;
  }

  /**
   * Puts a record in, or counts it as refused where there is no place left. Any thread.
   *
   * @return whether there was one
   */
  boolean push(Tracked tracked) {
    Pushed pushed = new Pushed(tracked);
    Pushed head;
    do {
      head = newest;
      if (head != null && head.depth >= capacity) {
        refused.getAndIncrement();
        return false;
      }
      pushed.next = head;
      pushed.depth = head == null ? 1 : head.depth + 1;
    } while (!NEWEST.compareAndSet(this, head, pushed));
    return true;
  }

  /** Takes out all that is there, unless something is left of what was taken. Sweep thread. */
  void take() {
    if (taken == null) {
      taken = oldestFirst(NEWEST.getAndSet(this, null));
    }
  }

  /** Hands out the oldest of what was taken; null when nothing is left. Sweep thread. */
  Tracked next() {
    Pushed oldest = taken;
    if (oldest == null) {
      return null;
    }
    taken = oldest.next;
    return oldest.tracked;
  }

  private static Pushed oldestFirst(Pushed head) {
    Pushed reversed = null;
    while (head != null) {
      Pushed next = head.next;
      head.next = reversed;
      reversed = head;
      head = next;
    }
    return reversed;
  }

  /** Records that found no place since the start. Any thread. */
  long refused() {
    return refused.get();
  }

  /** A link, written before it is published as the newest. */
  private static final class Pushed {
    final Tracked tracked;
    Pushed next;
    int depth;

    Pushed(Tracked tracked) {
      this.tracked = tracked;
    }
  }
}
