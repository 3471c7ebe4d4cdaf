package io.tidemark.exporter.process;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import oshi.util.FileUtil;
import oshi.util.linux.ProcPath;
import oshi.util.linux.SysPath;

/**
 * Reads the memory of this process, by the part of OSHI that needs no native library. That part
 * knows Linux; elsewhere nothing is known, and one notice says so. Safe for use by several threads.
 */
public final class ProcessMemoryReader {
  private final String osName;
  private final Consumer<String> notices;
  private final AtomicBoolean noticed = new AtomicBoolean();

  /**
   * @param notices gets one line, once, where the process's memory cannot be known
   */
  public ProcessMemoryReader(Consumer<String> notices) {
    this(System.getProperty("os.name", ""), notices);
  }

  ProcessMemoryReader(String osName, Consumer<String> notices) {
    this.osName = osName;
    this.notices = notices;
  }

  /** The memory at this moment. Reads a few small files of the kernel's. */
  public ProcessMemory read() {
    if (!osName.toLowerCase(Locale.ROOT).startsWith("linux")) {
      return unknown("is not known on " + osName);
    }
    try {
      Map<String, String> status =
          FileUtil.getKeyValueMapFromFile(
              String.format(Locale.ROOT, ProcPath.PID_STATUS, ProcessHandle.current().pid()), ":");
      if (!status.containsKey("VmRSS")) {
        return unknown("cannot be read from " + ProcPath.PROC);
      }
      return new ProcessMemory(
          kibibytes(status.get("VmRSS")),
          kibibytes(status.get("VmHWM")),
          kibibytes(status.get("VmSize")),
          kibibytes(status.get("VmSwap")),
          new ContainerLimit(SysPath.CGROUP).read(FileUtil.readFile(ProcPath.SELF_CGROUP, false)));
    } catch (LinkageError | RuntimeException e) {
      // OSHI's path classes fail to initialise where /proc or /sys is missing.
      return unknown("cannot be read (" + e + ")");
    }
  }

  private ProcessMemory unknown(String why) {
    if (noticed.compareAndSet(false, true)) {
      notices.accept("the process's resident memory " + why + "; its metrics are left out");
    }
    return ProcessMemory.UNKNOWN;
  }

  /** The bytes of a value such as {@code 1234 kB}, as proc_pid_status(5) writes it. */
  static OptionalLong kibibytes(String value) {
    if (value == null || !value.endsWith(" kB")) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(value.substring(0, value.length() - 3).strip()) * 1024);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
