package io.tidemark.benchmarks.programs;

import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

/** What the JVM counts of the live objects of its heap. */
final class Histogram {

  private static final String TOTAL = "Total";

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
    String total = text.lines().filter(line -> line.startsWith(TOTAL)).findFirst().orElseThrow();
    return Long.parseLong(total.strip().split("\\s+")[2]);
  }
}
