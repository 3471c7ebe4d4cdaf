package io.tidemark.exporter.census;

import io.tidemark.exporter.census.TrackedMap.Liveness;
import io.tidemark.exporter.census.TrackedMap.Origin;
import io.tidemark.exporter.census.TrackedMap.Site;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The maps of one census, immutable. They stand in arrays, {@value #BLOCK} maps to a block, and a
 * {@link TrackedMap} is made of them when it is asked for: a collection visits each object there
 * is, and tens of thousands of rows would be as many. An array in which nothing changed is that of
 * the census before, so that a young collection, which copies all that is new, finds little.
 */
public final class Rows extends AbstractList<TrackedMap> implements RandomAccess {

  /** No maps. */
  private static final Rows NONE = new Rows(new Block[0], 0);

  private static final int BLOCK = 256;

  /** What each map has in a block's arrays, in the order in which the builder is told. */
  private static final int NAMES = 6;

  private static final int FACTS = 5;
  private static final int COUNTS = 3;

  private final Block[] blocks;
  private final int size;

  private Rows(Block[] blocks, int size) {
    this.blocks = blocks;
    this.size = size;
  }

  @Override
  public TrackedMap get(int index) {
    Objects.checkIndex(index, size);
    return blocks[index / BLOCK].row(index % BLOCK);
  }

  @Override
  public int size() {
    return size;
  }

  /** Some maps. */
  private static final class Block {
    static final Block NONE = new Block(new Object[0], new long[0], new long[0]);

    final Object[] names;
    final long[] facts;
    final long[] counts;

    Block(Object[] names, long[] facts, long[] counts) {
      this.names = names;
      this.facts = facts;
      this.counts = counts;
    }

    TrackedMap row(int row) {
      int name = row * NAMES;
      int fact = row * FACTS;
      int count = row * COUNTS;
      return new TrackedMap(
          (String) names[name],
          (String) names[name + 1],
          (Site) names[name + 2],
          (String) names[name + 3],
          (int) facts[fact],
          counts[count],
          counts[count + 1],
          facts[fact + 1],
          counts[count + 2],
          facts[fact + 2],
          facts[fact + 3] != 0,
          facts[fact + 4],
          (Origin) names[name + 4],
          (Liveness) names[name + 5]);
    }
  }

  /**
   * Gathers the maps of one census after the other, each by {@link #names}, {@link #facts} and
   * {@link #counts} in this order, after {@link #begin}. What they are is told in {@link
   * TrackedMap}. Allocates for what changed only. Used by one thread.
   */
  public static final class Builder {
    private final ChangedObjects names = new ChangedObjects(BLOCK * NAMES);
    private final ChangedNumbers facts = new ChangedNumbers(BLOCK * FACTS);
    private final ChangedNumbers counts = new ChangedNumbers(BLOCK * COUNTS);
    private final List<Block> blocks = new ArrayList<>();
    private Rows before = NONE;
    private Block was;
    private int row;

    /** Begins a census. What was added to one that was never built is forgotten. */
    public void begin() {
      blocks.clear();
      beginBlock();
    }

    private void beginBlock() {
      int block = blocks.size();
      was = block < before.blocks.length ? before.blocks[block] : Block.NONE;
      names.begin(was.names);
      facts.begin(was.facts);
      counts.begin(was.counts);
      row = 0;
    }

    /** Adds a map. */
    public void names(
        String mapType,
        String className,
        Site site,
        String holder,
        Origin origin,
        Liveness liveness) {
      int at = row * NAMES;
      names.set(at, mapType);
      names.set(at + 1, className);
      names.set(at + 2, site);
      names.set(at + 3, holder);
      names.set(at + 4, origin);
      names.set(at + 5, liveness);
    }

    /** Goes on with the map that was added last. */
    public void facts(
        int slots, long tableBytes, long retainedNanos, boolean candidate, long trackedNanos) {
      int at = row * FACTS;
      facts.set(at, slots);
      facts.set(at + 1, tableBytes);
      facts.set(at + 2, retainedNanos);
      facts.set(at + 3, candidate ? 1 : 0);
      facts.set(at + 4, trackedNanos);
    }

    /** Ends the map that was added last. */
    public void counts(long entries, long peakEntries, long excessBytes) {
      int at = row * COUNTS;
      counts.set(at, entries);
      counts.set(at + 1, peakEntries);
      counts.set(at + 2, excessBytes);
      if (++row == BLOCK) {
        endBlock();
        beginBlock();
      }
    }

    private void endBlock() {
      Object[] itsNames = names.end(row * NAMES);
      long[] itsFacts = facts.end(row * FACTS);
      long[] itsCounts = counts.end(row * COUNTS);
      boolean isSame = itsNames == was.names && itsFacts == was.facts && itsCounts == was.counts;
      blocks.add(isSame ? was : new Block(itsNames, itsFacts, itsCounts));
    }

    /** The census that was begun. */
    public Rows build() {
      int size = blocks.size() * BLOCK + row;
      if (row > 0) {
        endBlock();
      }
      before = new Rows(blocks.toArray(new Block[0]), size);
      return before;
    }
  }

  /** A block's numbers: those of before, until one differs. */
  private static final class ChangedNumbers {
    private final int most;
    private long[] was;
    private long[] own;

    ChangedNumbers(int most) {
      this.most = most;
    }

    void begin(long[] before) {
      was = before;
      own = null;
    }

    void set(int index, long value) {
      if (own == null) {
        if (index < was.length && was[index] == value) {
          return;
        }
        own = Arrays.copyOf(was, most);
      }
      own[index] = value;
    }

    long[] end(int length) {
      long[] its = own == null ? was : own;
      return its.length == length ? its : Arrays.copyOf(its, length);
    }
  }

  /** A block's objects: those of before, until one is another. Their stores cost barriers. */
  private static final class ChangedObjects {
    private final int most;
    private Object[] was;
    private Object[] own;

    ChangedObjects(int most) {
      this.most = most;
    }

    void begin(Object[] before) {
      was = before;
      own = null;
    }

    void set(int index, Object value) {
      if (own == null) {
        if (index < was.length && was[index] == value) {
          return;
        }
        own = Arrays.copyOf(was, most);
      }
      own[index] = value;
    }

    Object[] end(int length) {
      Object[] its = own == null ? was : own;
      return its.length == length ? its : Arrays.copyOf(its, length);
    }
  }
}
