package io.tidemark.benchmarks.programs;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import javax.management.ObjectName;

/** What the JVM counts of the live objects of its heap. */
final class Histogram {

  private static final Pattern LINE = Pattern.compile(" *\\d+: +\\d+ +(\\d+) +(\\S+).*");

  /** What G1 puts where nothing is any more, and counts as alive. */
  private static final String FILLER = "jdk.internal.vm.Filler";

  private Histogram() {}

  /** The bytes of all of them, by {@code GC.class_histogram}. */
  static long totalBytes() throws Exception {
    String text =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return text.lines()
        .map(LINE::matcher)
        .filter(line -> line.matches() && !line.group(2).contains(FILLER))
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .reduce(Long::sum)
        .orElseThrow();
  }
}
