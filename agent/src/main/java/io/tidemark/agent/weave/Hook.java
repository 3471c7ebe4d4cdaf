package io.tidemark.agent.weave;

import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A place in the JDK's maps that is woven: which method gets which advice. Its ordinal is the
 * number that the woven code hands on, up to 5 in one bytecode: those of removals are among these.
 */
public enum Hook {
  HASH_MAP_INIT(HashMap.class, "<init>", Kind.CONSTRUCTED, Advice.HASH_MAP_CONSTRUCTED, 2),
  HASH_MAP_RESIZE(HashMap.class, "resize", Kind.GROWN, Advice.TABLE_RETURNED, 0),
  HASH_MAP_READ_OBJECT(HashMap.class, "readObject", Kind.GROWN, Advice.TABLE_MADE, 1),
  HASH_MAP_REMOVE_NODE(HashMap.class, "removeNode", Kind.DRAINED, Advice.HASH_MAP_REMOVING, 5),
  HASH_MAP_CLEAR(HashMap.class, "clear", Kind.DRAINED, Advice.HASH_MAP_CLEARING, 0),
  CONCURRENT_HASH_MAP_ADD_COUNT(
      ConcurrentHashMap.class, "addCount", Kind.DRAINED, Advice.CONCURRENT_HASH_MAP_REMOVING, 2),
  CONCURRENT_HASH_MAP_INIT(
      ConcurrentHashMap.class,
      "<init>",
      Kind.CONSTRUCTED,
      Advice.CONCURRENT_HASH_MAP_CONSTRUCTED,
      3),
  CONCURRENT_HASH_MAP_INIT_TABLE(
      ConcurrentHashMap.class, "initTable", Kind.GROWN, Advice.TABLE_RETURNED, 0),
  CONCURRENT_HASH_MAP_TRY_PRESIZE(
      ConcurrentHashMap.class, "tryPresize", Kind.GROWN, Advice.TABLE_REPLACED, 1),
  CONCURRENT_HASH_MAP_TRANSFER(
      ConcurrentHashMap.class, "transfer", Kind.GROWN, Advice.TABLE_TRANSFERRED, 2),
  CONCURRENT_HASH_MAP_READ_OBJECT(
      ConcurrentHashMap.class, "readObject", Kind.GROWN, Advice.TABLE_MADE, 1);

  /** One bit for each hook that tells of a new table. */
  private static final int GROWN = grown();

  /** What a hook tells of its map. */
  enum Kind {
    /** It is constructed for a large table, and takes a ticket; the sink does not see the map. */
    CONSTRUCTED,
    /** It has a new, large table. */
    GROWN,
    /** Its entries come, or are about to come, from above the limit down to it. */
    DRAINED
  }

  final Class<?> type;
  final String method;
  final Advice advice;
  final int arguments;
  final Kind kind;

  /** The constructors are told apart by their number of arguments; so is every other method. */
  Hook(Class<?> type, String method, Kind kind, Advice advice, int arguments) {
    this.type = type;
    this.method = method;
    this.kind = kind;
    this.advice = advice;
    this.arguments = arguments;
  }

  /** The name in {@code tidemark_hook_active}, such as {@code HashMap.resize}. */
  public String label() {
    return type.getSimpleName() + "." + method;
  }

  /** Whether this JDK's class has the constructor that is to be woven. */
  boolean isDeclared() {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == arguments) {
        return true;
      }
    }
    return false;
  }

  /** Whether the hook tells of such maps whose entries come from above the limit down to it. */
  public boolean tellsOfDrained(Class<?> maps) {
    return kind == Kind.DRAINED && type == maps;
  }

  /** Whether only reflection, or deserialisation, calls the method. */
  boolean isReflected() {
    return method.equals("readObject");
  }

  /**
   * Whether the hook of that number tells of a new table; otherwise of a map that is drained. Any
   * thread: it reads no memory, being called where none is in the processor's caches.
   */
  public static boolean isGrown(int number) {
    return (GROWN >> number & 1) != 0;
  }

  private static int grown() {
    int bits = 0;
    for (Hook hook : values()) {
      bits |= hook.kind == Kind.GROWN ? 1 << hook.ordinal() : 0;
    }
    return bits;
  }
}
