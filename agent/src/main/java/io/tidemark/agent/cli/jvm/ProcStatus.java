package io.tidemark.agent.cli.jvm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code /proc/PID/status} says, see proc_pid_status(5).
 *
 * @param name the command's name, at most 15 characters
 * @param state such as {@code R}, {@code S}, {@code T} (stopped), {@code Z} (ended)
 * @param uid the effective user
 * @param gid the effective group
 * @param process the process; another id than its own where it is one of that process's threads
 * @param pids its id in each PID namespace, from the reader's to its own
 * @param caught the caught signals as a set of bits, signal 1 lowest
 */
record ProcStatus(
    String name, char state, long uid, long gid, long process, List<Long> pids, long caught) {

  private static final int SIGQUIT = 3;

  static ProcStatus parse(List<String> lines) {
    Map<String, String> fields = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1).trim());
      }
    }
    String pid = fields.getOrDefault("Pid", "0");
    return new ProcStatus(
        fields.getOrDefault("Name", ""),
        fields.getOrDefault("State", "?").charAt(0),
        effective(fields.getOrDefault("Uid", "")),
        effective(fields.getOrDefault("Gid", "")),
        Long.parseLong(fields.getOrDefault("Tgid", pid)),
        List.of(fields.getOrDefault("NSpid", pid).split("\\s+")).stream()
            .map(Long::valueOf)
            .toList(),
        Long.parseUnsignedLong(fields.getOrDefault("SigCgt", "0"), 16));
  }

  /** Whether SIGQUIT has a handler; without one it ends the process. */
  boolean catchesQuit() {
    return (caught & 1L << (SIGQUIT - 1)) != 0;
  }

  /** Its id in its own PID namespace: the one that it uses in file names. */
  long innerPid() {
    return pids.get(pids.size() - 1);
  }

  /** Whether it lives in a PID namespace below the reader's. */
  boolean inOtherPidNamespace() {
    return pids.size() > 1;
  }

  /** Real, effective, saved set and file system id stand in a row. */
  private static long effective(String ids) {
    String[] words = ids.split("\\s+");
    return words.length > 1 ? Long.parseLong(words[1]) : -1;
  }
}
