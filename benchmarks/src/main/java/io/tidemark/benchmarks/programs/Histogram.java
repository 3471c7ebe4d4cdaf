package io.tidemark.benchmarks.programs;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.ObjectName;

/**
 * The JVM's own count of its live objects, by class. Taking it collects all garbage first.
 *
 * @param bytes by the class's name as the JVM prints it, and {@code Total}
 */
record Histogram(Map<String, Long> bytes) {

  static Histogram take() throws Exception {
    String text =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    Map<String, Long> bytes = new TreeMap<>();
    for (String line : text.split("\n")) {
      String[] cells = line.strip().split("\\s+");
      if (cells[0].equals("Total")) {
        bytes.put(cells[0], Long.parseLong(cells[2]));
      } else if (cells[0].matches("\\d+:")) {
        bytes.merge(cells[3], Long.parseLong(cells[2]), Long::sum);
      }
    }
    return new Histogram(bytes);
  }

  long total() {
    return bytes.get("Total");
  }

  /** The bytes of all classes whose name matches. */
  long of(String pattern) {
    return bytes.entrySet().stream()
        .filter(entry -> entry.getKey().matches(pattern))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
