package io.tidemark.benchmarks.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is measured: an operation on a map of a size by some threads.
 *
 * <p>Not every combination answers a question. What Tidemark weaves is the constructors, the
 * growth, the removals, {@code clear} and ConcurrentHashMap's count; so each operation is measured
 * once on a small HashMap, where a nanosecond shows best, and those that run woven code on each
 * kind of map and size. Operations that run none pay for what the JVM does to a retransformed
 * class, and where the keys are of a class of the program's own for what an agent's start has put
 * into maps; neither depends on the size. LinkedHashMap's removals are HashMap's with a call-back
 * of its own; HashSet is a HashMap. Two threads are measured on a shared ConcurrentHashMap, and on
 * a HashMap each.
 *
 * <p>Small maps are tracked with a threshold of 16 slots, which nobody would set: it shows the cost
 * of a tracked map where it weighs most. Where each operation makes small maps anew, that arm is
 * left out: it would measure thousands of maps registered each second that no default registers.
 *
 * <p>The compiler does not inline a method that it compiled by itself before, into more than 2,500
 * bytes. {@code HashMap.remove} with what it calls is just below that, and above when woven;
 * whether {@code put} or {@code putVal} came first is left to chance, in a JVM without any agent
 * too. What that makes of the benchmark is more than what is to be measured, so the limit is lifted
 * in all arms, but for some cases that show it.
 *
 * @param name as in the samples
 * @param method JMH's name of it, as a regular expression
 * @param parameters JMH's parameters
 * @param entries of the map
 * @param threads that run it at the same time
 * @param arms what is compared
 * @param usualInlining whether the compiler's limit is as the JVM has it
 */
record OperationCase(
    String name,
    String method,
    Map<String, String> parameters,
    int entries,
    int threads,
    List<Arm> arms,
    boolean usualInlining) {

  private static final int SMALL = 100;
  private static final int LARGE = 100_000;
  private static final int HUGE = 1_000_000;

  /** Those of the short form: one of each woven place. */
  static final List<OperationCase> SHORT =
      List.of(
          map(MapType.HASH_MAP, "putRemove", SMALL, 1),
          map(MapType.HASH_MAP, "fillAndDrop", SMALL, 1),
          map(MapType.LINKED_HASH_MAP, "putRemove", SMALL, 1),
          map(MapType.CONCURRENT_HASH_MAP, "putRemove", SMALL, 1),
          map(MapType.HASH_MAP, "clear", LARGE, 1),
          shortLived("hashMap", 0));

  /** Those of the long form. */
  static final List<OperationCase> LONG =
      List.of(
          map(MapType.HASH_MAP, "get", SMALL, 1),
          map(MapType.HASH_MAP, "put", SMALL, 1),
          map(MapType.HASH_MAP, "remove", SMALL, 1),
          map(MapType.HASH_MAP, "putRemove", 16, 1),
          map(MapType.HASH_MAP, "putRemove", SMALL, 1),
          map(MapType.HASH_MAP, "putRemove", SMALL, 2),
          map(MapType.HASH_MAP, "putRemove", LARGE, 1),
          map(MapType.HASH_MAP, "putRemove", HUGE, 1),
          map(MapType.HASH_MAP, "iterate", SMALL, 1),
          map(MapType.HASH_MAP, "clear", SMALL, 1),
          map(MapType.HASH_MAP, "clear", LARGE, 1),
          map(MapType.HASH_MAP, "fillAndDrop", 16, 1),
          map(MapType.HASH_MAP, "fillAndDrop", LARGE, 1),
          map(MapType.HASH_MAP, "computeIfAbsent", SMALL, 1),
          map(MapType.HASH_MAP, "merge", SMALL, 1),
          map(MapType.LINKED_HASH_MAP, "putRemove", SMALL, 1),
          new OperationCase(
              "HashSet put+remove, 100",
              "SetOperations.putRemove",
              Map.of("size", "100"),
              SMALL,
              1,
              arms(SMALL),
              false),
          map(MapType.CONCURRENT_HASH_MAP, "get", SMALL, 1),
          map(MapType.CONCURRENT_HASH_MAP, "putRemove", SMALL, 1),
          map(MapType.CONCURRENT_HASH_MAP, "putRemove", LARGE, 2),
          map(MapType.CONCURRENT_HASH_MAP, "fillAndDrop", LARGE, 1),
          map(MapType.CONCURRENT_HASH_MAP, "computeIfAbsent", SMALL, 1),
          map(MapType.CONCURRENT_HASH_MAP, "merge", SMALL, 1),
          shortLived("hashMap", 0),
          shortLived("hashMap", 100),
          shortLived("concurrentHashMap", 100),
          map(MapType.HASH_MAP, "remove", SMALL, 1).inlinedAsUsual(),
          map(MapType.HASH_MAP, "putRemove", SMALL, 1).inlinedAsUsual(),
          map(MapType.CONCURRENT_HASH_MAP, "putRemove", SMALL, 1).inlinedAsUsual(),
          ownKeys(MapType.HASH_MAP),
          ownKeys(MapType.CONCURRENT_HASH_MAP));

  /** Of the JVM that runs it, whatever the arm. */
  List<String> jvmArguments() {
    return usualInlining ? List.of() : Arm.WITHOUT_CHANCE;
  }

  private OperationCase inlinedAsUsual() {
    return new OperationCase(
        name + ", usual inlining", method, parameters, entries, threads, arms, true);
  }

  private static OperationCase map(MapType type, String method, int entries, int threads) {
    boolean makesSmallMaps = method.equals("fillAndDrop") && entries <= SMALL;
    List<Arm> arms = new ArrayList<>(arms(entries));
    arms.removeIf(arm -> makesSmallMaps && arm == Arm.TRACKED);
    return new OperationCase(
        title(type.title(), method, entries, threads),
        "MapOperations." + method,
        Map.of("type", type.name(), "size", Integer.toString(entries)),
        entries,
        threads,
        arms,
        false);
  }

  private static OperationCase ownKeys(MapType type) {
    return new OperationCase(
        type.title() + " get by keys of its own, 100, usual inlining",
        "OwnKeys.get",
        Map.of("type", type.name(), "size", Integer.toString(SMALL)),
        SMALL,
        1,
        arms(SMALL),
        true);
  }

  private static OperationCase shortLived(String method, int large) {
    return new OperationCase(
        "short-lived "
            + (method.equals("hashMap") ? "HashMap" : "ConcurrentHashMap")
            + (large == 0 ? "" : " after " + large + " large ones"),
        "ShortLivedMaps." + method,
        Map.of("large", Integer.toString(large)),
        0,
        1,
        List.of(Arm.NONE, Arm.IDLE, Arm.UNCHANGED, Arm.UNDER),
        false);
  }

  private static List<Arm> arms(int entries) {
    return java.util.stream.Stream.of(Arm.values()).filter(arm -> arm.takes(entries)).toList();
  }

  private static String title(String type, String method, int entries, int threads) {
    String operation =
        switch (method) {
          case "putRemove" -> "put+remove";
          case "fillAndDrop" -> "fill-and-drop";
          default -> method;
        };
    return String.format(
        Locale.ROOT,
        "%s %s, %,d%s",
        type,
        operation,
        entries,
        threads == 1 ? "" : ", " + threads + " threads");
  }
}
