package io.tidemark.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine that this runs on. */
final class Machine {

  private Machine() {}

  /** Its processors, memory and system in one line, without its name. */
  static String description() throws IOException {
    return String.format(
        "%d × %s, %s GiB, %s %s",
        Runtime.getRuntime().availableProcessors(),
        field("/proc/cpuinfo", "model name"),
        Long.parseLong(field("/proc/meminfo", "MemTotal").split(" ")[0]) / (1 << 20),
        System.getProperty("os.name"),
        System.getProperty("os.version"));
  }

  private static String field(String file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    }
  }
}
