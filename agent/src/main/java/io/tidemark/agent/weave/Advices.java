package io.tidemark.agent.weave;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.TidemarkHooks1;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.asm.Advice;

/**
 * The code that Byte Buddy copies into the JDK's maps. It never runs from here.
 *
 * <p>It is kept to the fewest bytecodes that find out whether the table is large, since HotSpot's
 * inlining decisions rest on a method's bytecode size; all else is behind the call.
 */
final class Advices {

  private Advices() {}

  /** {@link Hook#ordinal} of the woven place. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface HookNumber {}

  /** {@link Thresholds#trackMinSlots}. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface TrackMinSlots {}

  /** {@link Thresholds#siteMinSlots}. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface SiteMinSlots {}

  /** {@link Thresholds#maxFill}. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface MaxFill {}

  /** HashMap(int, float): the slots that the first put will make are in {@code threshold}. */
  static final class HashMapConstructed {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object map,
        @Advice.FieldValue("threshold") int slots,
        @SiteMinSlots int minSlots,
        @HookNumber int hook) {
      if (slots >= minSlots) {
        TidemarkHooks1.fire(map, hook);
      }
    }
  }

  /** ConcurrentHashMap(int, float, int): the slots to be made are in {@code sizeCtl}. */
  static final class ConcurrentHashMapConstructed {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object map,
        @Advice.FieldValue("sizeCtl") int slots,
        @SiteMinSlots int minSlots,
        @HookNumber int hook) {
      if (slots >= minSlots) {
        TidemarkHooks1.fire(map, hook);
      }
    }
  }

  /** A method that returns the table that it made. */
  static final class TableReturned {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object map,
        @Advice.Return Object[] table,
        @TrackMinSlots int minSlots,
        @HookNumber int hook) {
      if (table.length >= minSlots) {
        TidemarkHooks1.fire(map, hook);
      }
    }
  }

  /** {@code readObject}, which makes the table of a map that has none. */
  static final class TableMade {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object map, @TrackMinSlots int minSlots, @HookNumber int hook) {
      TidemarkHooks1.made(map, minSlots, hook);
    }
  }

  /** A method that may have put another table in the field. */
  static final class TableReplaced {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.FieldValue("table") Object[] table) {
      return table;
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object map,
        @Advice.Enter Object before,
        @Advice.FieldValue("table") Object[] table,
        @TrackMinSlots int minSlots,
        @HookNumber int hook) {
      if (table != before && table.length >= minSlots) {
        TidemarkHooks1.fire(map, hook);
      }
    }
  }

  /** The call-back of every removal. The field can't be null: an entry was in it. */
  static final class HashMapRemoved {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This HashMap<?, ?> map,
        @Advice.FieldValue("table") Object[] table,
        @TrackMinSlots int minSlots,
        @MaxFill double maxFill,
        @HookNumber int hook) {
      if (table.length >= minSlots) {
        TidemarkHooks1.removed(map, maxFill, hook);
      }
    }
  }

  /** {@code HashMap.clear}, before it clears. */
  static final class HashMapClearing {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This HashMap<?, ?> map,
        @Advice.FieldValue("table") Object[] table,
        @TrackMinSlots int minSlots,
        @MaxFill double maxFill,
        @HookNumber int hook) {
      if (table != null && table.length >= minSlots) {
        TidemarkHooks1.clearing(map, maxFill, hook);
      }
    }
  }

  /** {@code ConcurrentHashMap.addCount}, before it counts: all removals go through it. */
  static final class ConcurrentHashMapRemoving {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This ConcurrentHashMap<?, ?> map,
        @Advice.Argument(0) long x,
        @Advice.FieldValue("counterCells") Object counterCells,
        @TrackMinSlots int minSlots,
        @MaxFill double maxFill,
        @HookNumber int hook) {
      if (x < 0) {
        java.util.concurrent.TidemarkHooks1.removing(map, x, counterCells, minSlots, maxFill, hook);
      }
    }
  }
}
