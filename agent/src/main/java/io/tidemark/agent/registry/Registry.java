package io.tidemark.agent.registry;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The tracked maps, held weakly.
 *
 * <p>Application threads look a map up among what was pushed last, then in a table that only the
 * sweep thread changes, and push a record to an inbox when they do not find it; no lock, no
 * reference queue, and no map of the JDK's, whose own growth would come back here. A look-up that
 * races with a change of the table may miss: the record pushed then is merged when the sweep thread
 * adopts it, so nothing is lost. Memory is bounded by the cap and by the inbox's length.
 */
public final class Registry {

  private static final int FEWEST_SLOTS = 64;
  private static final int INBOX_CAPACITY = 1 << 16;

  /** A look at each record, which is not for every adoption. */
  private static final long DROP_DEAD_EVERY_NANOS = 1_000_000_000L;

  private static final long BYTES_A_RECORD = 80;
  private static final long BYTES_A_REFERENCE = 4;

  static final Tracked REMOVED = new Tracked(null, null, false);

  private final Inbox inbox;
  private final Sites sites = new Sites();

  /** Open addressing with linear probing. Written by the sweep thread only. */
  private volatile AtomicReferenceArray<Tracked> table = new AtomicReferenceArray<>(FEWEST_SLOTS);

  private int live;
  private int removed;
  private boolean hasDroppedDead;
  private long droppedDead;
  private long refusedCap;
  private long refusedMemory;

  /** Tracks no map yet. */
  public Registry() {
    this(INBOX_CAPACITY);
  }

  Registry(int inboxCapacity) {
    inbox = new Inbox(inboxCapacity);
  }

  /** The map's record, or null. Any thread. */
  Tracked find(Object map) {
    Tracked pushed = findPushed(map);
    return pushed != null ? pushed : findAdopted(map, System.identityHashCode(map));
  }

  /** The map's record if it was pushed lately, or null. Any thread. */
  Tracked findPushed(Object map) {
    return inbox.find(map);
  }

  private Tracked findAdopted(Object map, int hash) {
    AtomicReferenceArray<Tracked> in = table;
    int mask = in.length() - 1;
    for (int i = 0, at = slot(hash, mask); i <= mask; i++, at = at + 1 & mask) {
      Tracked tracked = in.getAcquire(at);
      if (tracked == null) {
        return null;
      }
      if (tracked.hash() == hash && tracked.refersTo(map)) {
        return tracked;
      }
    }
    return null;
  }

  /**
   * Pushes a record for the sweep thread to adopt, or counts it as refused. Any thread.
   *
   * @return whether there was room for it
   */
  boolean push(Tracked tracked) {
    return inbox.push(tracked);
  }

  /**
   * Tracks a map that was there before the weaving, unless it is tracked already. Any thread.
   *
   * @param alive whether it is known to be more than garbage that was not collected yet
   * @return false where there was no room for it until the next adoption
   */
  public boolean discovered(Object map, boolean alive) {
    Tracked known = find(map);
    Tracked tracked = known != null ? known : new Tracked(map, Maps.jdkType(map), true);
    if (alive) {
      tracked.confirm();
    }
    return known != null && !known.isMerged() || push(tracked);
  }

  /** Where the maps were made. Any thread. */
  public Sites sites() {
    return sites;
  }

  /**
   * Takes in what was pushed since the last call. What a throwable keeps it from is taken in by the
   * next call. Sweep thread.
   *
   * @param now when maps that are new count as first seen
   * @param cap the most maps to track; more are refused and counted
   * @param adopted is handed each record that has news, also of a map that is refused or dead
   */
  public void adopt(long now, int cap, Consumer<Tracked> adopted) {
    inbox.take();
    for (Tracked next = inbox.next(); next != null; next = inbox.next()) {
      if (live >= cap && (!hasDroppedDead || now - droppedDead >= DROP_DEAD_EVERY_NANOS)) {
        hasDroppedDead = true;
        droppedDead = now;
        dropDead(adopted);
      }
      adopted.accept(adopt(next, now, cap));
    }
  }

  /** What died since the last sweep is not to keep out what may live long. */
  private void dropDead(Consumer<Tracked> last) {
    AtomicReferenceArray<Tracked> in = table;
    for (int i = 0; i < in.length(); i++) {
      Tracked tracked = in.getPlain(i);
      if (tracked != null && tracked != REMOVED && tracked.refersTo(null)) {
        last.accept(tracked);
        remove(in, i);
      }
    }
  }

  private Tracked adopt(Tracked pushed, long now, int cap) {
    Object map = pushed.get();
    if (map != null) {
      pushed.hash(map);
    }
    Tracked known = map == null ? null : findAdopted(map, pushed.hash());
    if (known != null) {
      known.merge(pushed);
      return known;
    }
    if (map != null && live >= cap) {
      refusedCap++;
    } else if (map != null) {
      pushed.observe(now);
      insert(pushed);
    }
    return pushed;
  }

  /**
   * Hands every record to the visitor; those for which it returns false are dropped. Sweep thread.
   */
  public void sweep(Visitor visitor) {
    AtomicReferenceArray<Tracked> in = table;
    Batch batch = new Batch();
    for (int i = 0; i < in.length(); i++) {
      batch.add(i, in.getPlain(i) != null);
      if (batch.isFull() || i == in.length() - 1) {
        batch.visit(this, in, visitor);
      }
    }
    // and not to be what it is there to find: a table that stays at its high-water mark
    if (removed > in.length() / 4 || in.length() > FEWEST_SLOTS && live * 8 < in.length()) {
      rebuild();
    }
  }

  void remove(AtomicReferenceArray<Tracked> in, int place) {
    in.setRelease(place, REMOVED);
    live--;
    removed++;
  }

  private void insert(Tracked tracked) {
    if ((live + removed + 1) * 4L > table.length() * 3L) {
      try {
        rebuild();
      } catch (OutOfMemoryError e) {
        refusedMemory++;
        throw e;
      }
    }
    put(table, tracked);
    live++;
  }

  private void rebuild() {
    int length = FEWEST_SLOTS;
    while ((live + 1) * 2L > length) {
      length *= 2;
    }
    AtomicReferenceArray<Tracked> from = table;
    AtomicReferenceArray<Tracked> to = new AtomicReferenceArray<>(length);
    for (int i = 0; i < from.length(); i++) {
      Tracked tracked = from.getPlain(i);
      if (tracked != null && tracked != REMOVED) {
        put(to, tracked);
      }
    }
    removed = 0;
    table = to;
  }

  private static void put(AtomicReferenceArray<Tracked> in, Tracked tracked) {
    int mask = in.length() - 1;
    int at = slot(tracked.hash(), mask);
    while (in.getPlain(at) != null) {
      at = at + 1 & mask;
    }
    in.setRelease(at, tracked);
  }

  private static int slot(int hash, int mask) {
    return hash * 0x9E3779B9 >>> 7 & mask;
  }

  /** Maps that were refused since the start because the cap was reached. Sweep thread. */
  public long refusedByCap() {
    return refusedCap;
  }

  /** Maps that were refused since the start because the heap was full. Sweep thread. */
  public long refusedByMemory() {
    return refusedMemory;
  }

  /** Maps that were refused since the start because the inbox was full. Any thread. */
  public long refusedByInbox() {
    return inbox.refused();
  }

  /** Records held. Sweep thread. */
  public int size() {
    return live;
  }

  /** About what the records and their table take of the heap, in bytes. Sweep thread. */
  public long memoryBytes() {
    return live * BYTES_A_RECORD + table.length() * BYTES_A_REFERENCE;
  }

  /** Looks at one record. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Looks at a record.
     *
     * @param map the map, or null where it was collected
     * @param slots of its table, as they were a moment ago; 0 for none
     * @return whether to keep the record
     */
    boolean visit(Tracked tracked, Object map, int slots);
  }
}
