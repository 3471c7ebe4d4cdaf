package io.tidemark.it.support;

import io.tidemark.it.programs.ArraySizeAgent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bytes that an array of references takes in a JVM, as that JVM says itself: a helper JVM of
 * the same JDK with the same flags answers {@code Instrumentation.getObjectSize} of a real array.
 * No arithmetic of ours, nor of a library that guesses headers, is in it; {@code HeapDumpIT} checks
 * it against a third source, {@code jcmd GC.class_histogram}.
 */
public final class ArraySizes {

  private static final Map<String, ArraySizes> KNOWN = new ConcurrentHashMap<>();

  private final Jdk jdk;
  private final String[] flags;
  private Map<Integer, Long> bytes = Map.of();

  private ArraySizes(Jdk jdk, String[] flags) {
    this.jdk = jdk;
    this.flags = flags;
  }

  /** The sizes on a JDK under some flags. */
  public static ArraySizes of(Jdk jdk, java.util.List<String> flags) {
    return KNOWN.computeIfAbsent(
        jdk.home() + " " + flags, key -> new ArraySizes(jdk, flags.toArray(String[]::new)));
  }

  /** The bytes of an array of so many references. */
  public synchronized long bytes(int length) {
    if (!bytes.containsKey(length)) {
      bytes = measure(length);
    }
    return bytes.get(length);
  }

  private Map<Integer, Long> measure(int length) {
    Path jar = Jars.agent(ArraySizeAgent.class);
    Map<Integer, Long> measured = new LinkedHashMap<>(bytes);
    try (AgentJvm jvm =
        Launch.on(jdk)
            .withoutAgent()
            .flags(flags)
            .agentBefore(jar)
            .main(ArraySizeAgent.class, Integer.toString(length))
            .start()) {
      jvm.awaitExit();
      // under some flags the JVM itself says something there
      for (String line : jvm.stdout()) {
        if (line.startsWith("array ")) {
          String[] words = line.split(" ");
          measured.put(Integer.valueOf(words[1]), Long.valueOf(words[2]));
        }
      }
    }
    return measured;
  }
}
