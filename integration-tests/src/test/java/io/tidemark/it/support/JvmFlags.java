package io.tidemark.it.support;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The flags that an application may be started with: which JDKs have them, and what a table of
 * {@link #SLOTS} slots takes under them.
 *
 * <p>An array has 8 bytes of mark, 4 of compressed or 8 of full class pointer, 4 of length; compact
 * headers have 8 for the first two. References follow, aligned to their own size.
 */
public enum JvmFlags {
  NONE(JvmFlags.NARROW),
  INTERPRETED(JvmFlags.NARROW, "-Xint"),
  COMPILED(JvmFlags.NARROW, "-Xcomp"),
  FIRST_COMPILER(JvmFlags.NARROW, "-XX:TieredStopAtLevel=1"),
  ALL_VERIFIED(JvmFlags.NARROW, "-Xverify:all"),
  SMALL_STACKS(JvmFlags.NARROW, "-Xss256k"),
  G1(JvmFlags.NARROW, "-XX:+UseG1GC"),
  PARALLEL(JvmFlags.NARROW, "-XX:+UseParallelGC"),
  SERIAL(JvmFlags.NARROW, "-XX:+UseSerialGC"),
  EPSILON(JvmFlags.NARROW, JvmFlags.EXPERIMENTAL, "-XX:+UseEpsilonGC"),
  Z(JvmFlags.WIDE, "-XX:+UseZGC"),
  Z_GENERATIONAL(21, 23, JvmFlags.WIDE, "-XX:+UseZGC", "-XX:+ZGenerational"),
  SHENANDOAH(JvmFlags.NARROW, "-XX:+UseShenandoahGC"),
  SHENANDOAH_GENERATIONAL(
      25,
      JvmFlags.NEWEST,
      JvmFlags.NARROW,
      "-XX:+UseShenandoahGC",
      "-XX:ShenandoahGCMode=generational"),
  FULL_REFERENCES(JvmFlags.WIDE, "-XX:-UseCompressedOops"),
  FULL_CLASS_POINTERS(17, 26, JvmFlags.NARROW + 8, "-XX:-UseCompressedClassPointers"),
  ALIGNED_TO_16(JvmFlags.NARROW, "-XX:ObjectAlignmentInBytes=16"),
  ALIGNED_TO_32(JvmFlags.NARROW + 16, "-XX:ObjectAlignmentInBytes=32"),
  ALIGNED_FULL_REFERENCES(
      JvmFlags.WIDE + 16, "-XX:ObjectAlignmentInBytes=32", "-XX:-UseCompressedOops"),
  COMPACT_HEADERS(
      24, JvmFlags.NEWEST, JvmFlags.NARROW, JvmFlags.EXPERIMENTAL, "-XX:+UseCompactObjectHeaders"),
  NO_COMPACT_HEADERS(
      24, JvmFlags.NEWEST, JvmFlags.NARROW, JvmFlags.EXPERIMENTAL, "-XX:-UseCompactObjectHeaders"),
  NO_NATIVE_ACCESS(24, JvmFlags.NEWEST, JvmFlags.NARROW, "--illegal-native-access=deny"),
  NO_UNSAFE_MEMORY_ACCESS(
      23, JvmFlags.NEWEST, JvmFlags.NARROW, "-Dsun.misc.unsafe.memory.access=deny");

  /** The slots of the table whose bytes are told. */
  public static final int SLOTS = 16_384;

  private static final String EXPERIMENTAL = "-XX:+UnlockExperimentalVMOptions";

  /** With references of 4 bytes. */
  private static final int NARROW = 16 + 4 * SLOTS;

  /** With references of 8 bytes. */
  private static final int WIDE = 16 + 8 * SLOTS;

  private static final int OLDEST = 17;
  private static final int NEWEST = Integer.MAX_VALUE;

  /** Those that choose a collector and nothing else. */
  static final Set<JvmFlags> COLLECTORS = EnumSet.of(G1, PARALLEL, SERIAL, Z, SHENANDOAH);

  /** What some vendors leave out of their builds. */
  private static final Set<JvmFlags> BY_BUILD =
      EnumSet.of(EPSILON, Z, Z_GENERATIONAL, SHENANDOAH, SHENANDOAH_GENERATIONAL);

  /** What runs by default: the others are near to these, or other tests run under them. */
  private static final Set<JvmFlags> USUAL =
      EnumSet.of(
          FIRST_COMPILER,
          SMALL_STACKS,
          ALIGNED_TO_16,
          ALIGNED_FULL_REFERENCES,
          COMPACT_HEADERS,
          NO_NATIVE_ACCESS,
          NO_UNSAFE_MEMORY_ACCESS);

  private final int from;
  private final int until;
  private final int tableBytes;
  private final List<String> flags;

  JvmFlags(int tableBytes, String... flags) {
    this(JvmFlags.OLDEST, JvmFlags.NEWEST, tableBytes, flags);
  }

  JvmFlags(int from, int until, int tableBytes, String... flags) {
    this.from = from;
    this.until = until;
    this.tableBytes = tableBytes;
    this.flags = List.of(flags);
  }

  /** Whether the system property {@code tidemark.flags} asks for all, not for the usual ones. */
  public static boolean allAsked() {
    String asked = System.getProperty("tidemark.flags", "usual");
    return switch (asked) {
      case "usual" -> false;
      case "all" -> true;
      default -> throw new IllegalArgumentException("tidemark.flags=" + asked);
    };
  }

  /** Those that are asked for. */
  public static Set<JvmFlags> asked() {
    Set<JvmFlags> all = EnumSet.allOf(JvmFlags.class);
    if (allAsked()) {
      return all;
    }
    all.removeAll(USUAL);
    System.out.println("NOT RUN without -Plong: " + all);
    return USUAL;
  }

  /**
   * Whether a JDK has these flags, asked of itself. It is said where not.
   *
   * @throws AssertionError where it should have them and has not
   */
  public boolean areKnownTo(Jdk jdk) {
    if (jdk.feature() < from || jdk.feature() > until) {
      System.out.printf("NOT RUN: %s on %s, which does not have %s%n", this, jdk, flags);
      return false;
    }
    if (jdk.knows(flags)) {
      return true;
    }
    if (!BY_BUILD.contains(this)) {
      throw new AssertionError(jdk + " does not start with " + flags);
    }
    System.out.printf("NOT RUN: %s, since this build of %s lacks %s%n", this, jdk, flags);
    return false;
  }

  /** The bytes of a table of {@link #SLOTS} slots. */
  public int tableBytes() {
    return tableBytes;
  }

  /** The flags. */
  public String[] flags() {
    return flags.toArray(String[]::new);
  }
}
