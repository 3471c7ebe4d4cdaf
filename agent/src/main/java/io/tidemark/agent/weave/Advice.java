package io.tidemark.agent.weave;

/**
 * What is woven at a hook, here in pseudo-Java. {@link AdviceCode} writes it.
 *
 * <p>It is kept to the fewest bytecodes that find out whether the table is large, since HotSpot's
 * inlining decisions rest on a method's bytecode size; all else is behind the call. Each stands in
 * {@code try { … } catch (Throwable e) { TidemarkHooks1.errors++; }}.
 */
enum Advice {
  /**
   * At each return of HashMap(int, float): {@code if (threshold >= siteMinSlots) fire(this, hook)}.
   * The slots that the first put will make are in {@code threshold}.
   */
  HASH_MAP_CONSTRUCTED,

  /**
   * At each return of ConcurrentHashMap(int, float, int): {@code if (sizeCtl >= siteMinSlots)
   * fire(this, hook)}. The slots to be made are in {@code sizeCtl}.
   */
  CONCURRENT_HASH_MAP_CONSTRUCTED,

  /**
   * At each return of a method that returns the table that it made: {@code if (result.length >=
   * trackMinSlots) fire(this, hook)}.
   */
  TABLE_RETURNED,

  /**
   * At each return of {@code readObject}, which makes the table of a map that has none: {@code
   * made(this, trackMinSlots, hook)}.
   */
  TABLE_MADE,

  /**
   * In a method that may put another table in the field. At its entry: {@code before = table}. At
   * each return: {@code if (table != before && table.length >= trackMinSlots) fire(this, hook)}.
   */
  TABLE_REPLACED,

  /**
   * At the entry of the call-back of every removal: {@code if (table.length >= trackMinSlots)
   * removed(this, maxFill, hook)}. The field can't be null: an entry was in it.
   */
  HASH_MAP_REMOVED,

  /**
   * At the entry of {@code HashMap.clear}: {@code if (table != null && table.length >=
   * trackMinSlots) clearing(this, maxFill, hook)}.
   */
  HASH_MAP_CLEARING,

  /**
   * At the entry of {@code ConcurrentHashMap.addCount(x, check)}, which all removals go through:
   * {@code if (x < 0) removing(this, x, counterCells, trackMinSlots, maxFill, hook)}.
   */
  CONCURRENT_HASH_MAP_REMOVING
}
