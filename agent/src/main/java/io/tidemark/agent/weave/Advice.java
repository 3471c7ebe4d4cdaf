package io.tidemark.agent.weave;

/**
 * What is woven at a hook, here in pseudo-Java. {@link AdviceCode} writes it.
 *
 * <p>It is kept to the fewest bytecodes that find out whether the table is large, since HotSpot's
 * inlining decisions rest on a method's bytecode size; all else is behind the call. Each stands in
 * {@code try { … } catch (Throwable e) { TidemarkHooks5.errors++; }}.
 */
enum Advice {
  /**
   * In HashMap(int, float): {@code modCount = constructed()}, where the capacity is one whose table
   * has {@code siteMinSlots} or more: see {@link CapacityCode}. The JDK's code asks of the
   * modification count only whether it is still the same.
   */
  HASH_MAP_CONSTRUCTED,

  /**
   * At each return of ConcurrentHashMap(int, float, int): {@code if (sizeCtl >= siteMinSlots)
   * transferIndex = constructed()}. The slots to be made are in {@code sizeCtl}. The JDK's code
   * asks of the transfer index only whether it is above 0, until the first growth sets it.
   */
  CONCURRENT_HASH_MAP_CONSTRUCTED,

  /**
   * At each return of a method that returns the table that it made: {@code if (sink != null &&
   * table.length >= trackMinSlots) fire(this, hook)}.
   *
   * <p>Not {@code result.length}: the compilers know that from where the table was allocated, and
   * keep it in a register through the loop that moves the entries, which spills those that the loop
   * needs. A growth took a quarter longer for it on JDK 25. Behind a volatile read, of the sink,
   * the table is read anew.
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
   * At each return of {@code ConcurrentHashMap.transfer(before, after)}, where only the last of the
   * threads that move entries has put the new table in the field: {@code if (table != before &&
   * table.length >= trackMinSlots) fire(this, hook)}. The method needs its parameter until the end;
   * a variable of our own would be one more value that lives through the loop that moves the
   * entries.
   */
  TABLE_TRANSFERRED,

  /**
   * At the entry of {@code HashMap.removeNode}: {@code if (slots(this) >= trackMinSlots)
   * removing(this, maxFillShift, maxFill, hook)}. All removals but {@code clear} go through this
   * method, a LinkedHashMap's too. Its own code begins with the same reads, so that the compilers
   * read once; behind the removal the compare would take another one.
   */
  HASH_MAP_REMOVING,

  /**
   * At the entry of {@code HashMap.clear}: {@code if (slots(this) >= trackMinSlots) clearing(this,
   * maxFill, hook)}.
   */
  HASH_MAP_CLEARING,

  /**
   * At the entry of {@code ConcurrentHashMap.addCount(x, check)}, which all removals go through:
   * {@code if (x < 0 && sizeCtl >= trackMinSlots × 3/4) removing(this, x, counterCells, baseCount,
   * maxFillShift, maxFill, hook)}. {@code sizeCtl} is the growth threshold of the table that is
   * there, read at once where the table's length would take two reads. It is negative while the
   * table grows: what is removed meanwhile counts as above by that growth, whose end fires a hook
   * too.
   */
  CONCURRENT_HASH_MAP_REMOVING
}
