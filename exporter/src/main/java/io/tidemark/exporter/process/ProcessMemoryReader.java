package io.tidemark.exporter.process;

import java.util.List;
import java.util.Locale;
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
      String file = String.format(Locale.ROOT, ProcPath.PID_STATUS, ProcessHandle.current().pid());
      List<String> status = FileUtil.readFile(file, false);
      OptionalLong resident = kibibytes(status, "VmRSS");
      if (resident.isEmpty()) {
        return unknown("cannot be read from " + file);
      }
      return new ProcessMemory(
          resident,
          kibibytes(status, "VmHWM"),
          kibibytes(status, "VmSize"),
          kibibytes(status, "VmSwap"),
          containerLimit());
    } catch (LinkageError | RuntimeException e) {
      // OSHI's path classes fail to initialise where /proc is missing.
      return unknown("cannot be read (" + e + ")");
    }
  }

  private static OptionalLong containerLimit() {
    String groups;
    try {
      groups = SysPath.CGROUP;
    } catch (LinkageError e) {
      // the same where /sys is missing, as in some sandboxes: there are no control groups then
      return OptionalLong.empty();
    }
    return new ContainerLimit(groups).read(FileUtil.readFile(ProcPath.SELF_CGROUP, false));
  }

  private ProcessMemory unknown(String why) {
    if (noticed.compareAndSet(false, true)) {
      notices.accept("the process's resident memory " + why + "; its metrics are left out");
    }
    return ProcessMemory.UNKNOWN;
  }

  /**
   * The bytes of a line such as {@code VmRSS: 1234 kB}, as proc_pid_status(5) has it. OSHI's own
   * parser is not used: loading it asks for the default time zone, which fixes the application's
   * before the application may have set {@code user.timezone}.
   */
  static OptionalLong kibibytes(List<String> status, String key) {
    for (String line : status) {
      if (line.startsWith(key + ":") && line.endsWith(" kB")) {
        String number = line.substring(key.length() + 1, line.length() - 3).strip();
        try {
          return OptionalLong.of(Long.parseLong(number) * 1024);
        } catch (NumberFormatException e) {
          return OptionalLong.empty();
        }
      }
    }
    return OptionalLong.empty();
  }
}
