package io.tidemark.exporter.process;

import java.util.List;
import java.util.OptionalLong;
import oshi.util.FileUtil;

/**
 * The smallest memory limit among a process's control group and its parents, as cgroups(7)
 * describes them.
 */
final class ContainerLimit {
  /** Version 1 says "no limit" by the largest number of whole pages; no machine has half of it. */
  private static final long NO_LIMIT = Long.MAX_VALUE / 2;

  private final String root;

  /**
   * @param root where the control groups are mounted, ending in a slash
   */
  ContainerLimit(String root) {
    this.root = root;
  }

  /**
   * @param selfCgroup the lines of {@code /proc/self/cgroup}
   */
  OptionalLong read(List<String> selfCgroup) {
    OptionalLong limit = OptionalLong.empty();
    for (String line : selfCgroup) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].isEmpty()) {
        limit = smaller(limit, smallestUpwards(root, parts[2], "memory.max"));
      } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
        limit = smaller(limit, smallestUpwards(root + "memory", parts[2], "memory.limit_in_bytes"));
      }
    }
    return limit;
  }

  /** Inside a container the path may be the host's; then only the mount's root is there to read. */
  private static OptionalLong smallestUpwards(String mount, String path, String file) {
    OptionalLong limit = OptionalLong.empty();
    String group = path.startsWith("/") ? path : "/" + path;
    while (true) {
      limit = smaller(limit, limit(mount + group + "/" + file));
      if (group.length() <= 1) {
        return limit;
      }
      group = group.substring(0, Math.max(1, group.lastIndexOf('/')));
    }
  }

  private static OptionalLong limit(String file) {
    String text = FileUtil.getStringFromFile(file).strip();
    if (text.isEmpty() || text.equals("max")) {
      return OptionalLong.empty();
    }
    try {
      long bytes = Long.parseLong(text);
      return bytes >= 0 && bytes < NO_LIMIT ? OptionalLong.of(bytes) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong smaller(OptionalLong a, OptionalLong b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return a.getAsLong() <= b.getAsLong() ? a : b;
  }
}
