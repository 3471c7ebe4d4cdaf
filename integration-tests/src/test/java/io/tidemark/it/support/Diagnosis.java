package io.tidemark.it.support;

import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the JVM's own diagnostic commands say of a JVM, after a full collection.
 *
 * @param threads names of all threads but the compilers', which come and go
 * @param agentThreads names of Tidemark's threads
 * @param agentObjects classes of Tidemark's that have objects, the tests' own programs aside
 * @param files open file descriptors
 * @param heapBytes what live objects take
 * @param metaspaceBytes what metaspace is used
 */
public record Diagnosis(
    List<String> threads,
    List<String> agentThreads,
    List<String> agentObjects,
    int files,
    long heapBytes,
    long metaspaceBytes) {

  private static final Pattern JAVA_THREAD = Pattern.compile("\"([^\"]*)\" #");
  private static final Pattern OPTIMISED = Pattern.compile(" *\\d+ +4 +0 +(\\S+) .*");

  private static final Pattern SUBCLASS = Pattern.compile("[| ]*--(\\S+)/\\S+");

  /** The methods that the last compiler has compiled, such as {@code com.acme.Order.sum()I}. */
  public static Set<String> optimisedMethods(AgentJvm jvm) {
    return Jcmd.run(jvm, "Compiler.codelist").stream()
        .map(OPTIMISED::matcher)
        .filter(Matcher::matches)
        .map(method -> method.group(1))
        .collect(Collectors.toSet());
  }

  /** The loaded subclasses of a class. */
  public static Set<String> subclasses(AgentJvm jvm, Class<?> of) {
    return Jcmd.run(jvm, "VM.class_hierarchy", "-s", of.getName()).stream()
        .map(SUBCLASS::matcher)
        .filter(Matcher::matches)
        .map(type -> type.group(1))
        .collect(Collectors.toSet());
  }

  /** Asks a JVM. */
  public static Diagnosis of(AgentJvm jvm) {
    List<String> threads =
        Jcmd.run(jvm, "Thread.print").stream()
            .map(JAVA_THREAD::matcher)
            .filter(Matcher::lookingAt)
            .map(thread -> thread.group(1))
            .filter(name -> !name.contains("CompilerThread"))
            .sorted()
            .toList();
    // twice: what the first collection unloads is off the histogram of the second
    Jcmd.run(jvm, "GC.class_histogram");
    List<String> histogram = Jcmd.run(jvm, "GC.class_histogram");
    List<String> objects =
        histogram.stream()
            .filter(line -> line.contains(" io.tidemark.") || line.contains("[Lio.tidemark."))
            .filter(line -> !line.contains("io.tidemark.it."))
            .toList();
    String total = histogram.get(histogram.size() - 1).trim();
    File[] files = new File("/proc/" + jvm.pid() + "/fd").listFiles();
    return new Diagnosis(
        threads,
        threads.stream().filter(name -> name.startsWith("tidemark")).toList(),
        objects,
        files == null ? 0 : files.length,
        Long.parseLong(total.split("\\s+")[2]),
        counter(jvm, "sun.gc.metaspace.used"));
  }

  private static long counter(AgentJvm jvm, String name) {
    return Jcmd.run(jvm, "PerfCounter.print").stream()
        .filter(line -> line.startsWith(name + "="))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
