package io.tidemark.agent.cli.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks at a process before anything is sent to it. The attach mechanism begins with SIGQUIT, which
 * ends a JVM that has no handler for it (yet), and makes one whose attach mechanism is switched off
 * print its threads into the application's output.
 */
final class Preflight {

  private static final int OLDEST_JAVA = 17;
  private static final long ROOT = 0;

  private final Path proc;

  /**
   * @param proc {@code /proc}
   */
  Preflight(Path proc) {
    this.proc = proc;
  }

  /**
   * What a JVM that may be attached to was seen to be.
   *
   * @param process what was looked at
   * @param root its root folder as this process sees it
   */
  record Cleared(JvmProcess process, Path root) {

    /** Its attach mechanism's socket: there once the mechanism was started. */
    Path socket() {
      return root.resolve("tmp/.java_pid" + process.status().innerPid());
    }
  }

  /** Returns the process if it may be attached to. */
  Cleared attachable(long pid) throws Refusal {
    JvmProcess process =
        JvmProcess.look(proc, pid)
            .orElseThrow(
                () ->
                    new Refusal(
                        "there is no process " + pid,
                        "see the JVMs by: java -jar tidemark.jar list"));
    requireNoThread(pid, process);
    requireRunningJvm(pid, process);
    requireOurs(pid, process);
    requireNewEnough(pid, process);
    Cleared cleared = new Cleared(process, root(pid, process));
    requireStarted(pid, cleared);
    return cleared;
  }

  /** Refuses where the JVM is known to load no agent while it runs. */
  static void requireLoadable(long pid, JvmProcess process) throws Refusal {
    if (process.flags().isOff("EnableDynamicAgentLoading")) {
      throw dynamicLoadingOff(pid);
    }
  }

  static Refusal dynamicLoadingOff(long pid) {
    return new Refusal(
        pid + " runs with -XX:-EnableDynamicAgentLoading, so it loads no agent while it runs",
        "start it without that flag, or with -javaagent:tidemark.jar");
  }

  /** The kernel shows threads as processes, too, and hands a signal on to the whole process. */
  private static void requireNoThread(long pid, JvmProcess process) throws Refusal {
    long its = process.status().process();
    if (its != process.status().pids().get(0)) {
      throw new Refusal(pid + " is a thread of the process " + its, "give the process id: " + its);
    }
  }

  private static void requireRunningJvm(long pid, JvmProcess process) throws Refusal {
    char state = process.status().state();
    if (state == 'Z' || state == 'X') {
      throw new Refusal(
          "process " + pid + " has ended", "see the JVMs by: java -jar tidemark.jar list");
    }
    if (!process.isJvm()) {
      throw new Refusal(
          pid + " is no JVM, it runs " + process.status().name(),
          "see the JVMs by: java -jar tidemark.jar list");
    }
    if (process.isOpenJ9()) {
      throw new Refusal(
          pid + " is an OpenJ9 JVM, and Tidemark works with HotSpot's only",
          "run the application on an OpenJDK with HotSpot");
    }
  }

  /** The JVM answers its own user in its own group, and root. */
  private void requireOurs(long pid, JvmProcess process) throws Refusal {
    ProcFolder selfFolder = new ProcFolder(proc, "self");
    Optional<ProcStatus> self = selfFolder.status();
    long uid = self.map(ProcStatus::uid).orElse(-1L);
    long gid = self.map(ProcStatus::gid).orElse(-1L);
    ProcStatus target = process.status();
    if (!process.folder().knowsUser(uid)) {
      throw new Refusal(
          pid + " is in a user namespace where this user is nobody, so its JVM does not heed it",
          "run this inside the container of " + pid);
    }
    if (uid == ROOT) {
      return;
    }
    if (uid != target.uid()) {
      throw new Refusal(
          pid
              + " belongs to the user "
              + process.userName()
              + ", and this one is "
              + selfFolder.userName(uid),
          "run this as "
              + process.userName()
              + " or as root, such as: sudo -u "
              + process.userName()
              + " java -jar tidemark.jar ...");
    }
    if (gid != target.gid()) {
      throw new Refusal(
          pid
              + " runs in the group "
              + target.gid()
              + " and this command in "
              + gid
              + ", and a JVM answers its own group only",
          "run this as root, or in that group by: newgrp, sg or setpriv --regid " + target.gid());
    }
  }

  private static void requireNewEnough(long pid, JvmProcess process) throws Refusal {
    Optional<String> version = process.javaVersion();
    if (version.isPresent() && feature(version.get()) < OLDEST_JAVA) {
      throw new Refusal(
          pid
              + " runs Java "
              + feature(version.get())
              + " ("
              + version.get()
              + "), and Tidemark needs Java "
              + OLDEST_JAVA
              + " or newer",
          "run the application on Java " + OLDEST_JAVA + " or newer");
    }
  }

  /** Such as 8 of {@code 1.8.0_402} and 25 of {@code 25-ea}; the newest there may be of others. */
  static int feature(String version) {
    String text = version.startsWith("1.") ? version.substring(2) : version;
    String digits = text.split("[^0-9]", 2)[0];
    return digits.isEmpty() || digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static Path root(long pid, JvmProcess process) throws Refusal {
    Path root = process.folder().root();
    // through a link the target could have us write outside its root folder
    if (Files.isDirectory(root.resolve("tmp"), LinkOption.NOFOLLOW_LINKS)) {
      return root;
    }
    if (!Files.isReadable(root) && !process.status().inOtherPidNamespace()) {
      return Path.of("/");
    }
    throw new Refusal(
        "the folder /tmp of " + pid + " can't be seen, where its JVM listens",
        "run this inside the container of " + pid + ", or as root with CAP_SYS_PTRACE");
  }

  private static void requireStarted(long pid, Cleared cleared) throws Refusal {
    JvmProcess process = cleared.process();
    ProcStatus status = process.status();
    JvmFlags flags = process.flags();
    if (!process.attachable().orElse(true) || flags.isOn("DisableAttachMechanism")) {
      throw new Refusal(
          pid + " runs with -XX:+DisableAttachMechanism, so nothing can be attached to it",
          "start it without that flag, or with -javaagent:tidemark.jar");
    }
    if (status.state() == 'T' || status.state() == 't') {
      throw new Refusal(
          pid + " is stopped (by a signal or a debugger) and can't answer",
          "let it run again (kill -CONT " + pid + ") and try again");
    }
    if (Files.exists(cleared.socket())) {
      requireItsSocket(pid, cleared);
      return;
    }
    // such a JVM listens from its start, so that it needs no signal, unless its socket was deleted
    if (flags.has("-Xrs") || flags.isOn("ReduceSignalUsage")) {
      throw new Refusal(
          pid
              + " runs with -Xrs and does not listen (yet): the signal that attaching begins with"
              + " would end it",
          "if it has just started try again in a moment, otherwise start it without -Xrs"
              + " or with -javaagent:tidemark.jar");
    }
    if (!status.catchesQuit()) {
      throw new Refusal(
          pid + " is still starting: the signal that attaching begins with would end it",
          "try again in a moment");
    }
    if (!Files.isWritable(cleared.root().resolve("tmp"))) {
      throw new Refusal(
          "the folder /tmp of " + pid + " can't be written to, and its JVM has to listen there",
          "make /tmp writable for it, or start it with -javaagent:tidemark.jar");
    }
  }

  /** In a folder that all may write to, anybody may listen in the JVM's place. */
  private static void requireItsSocket(long pid, Cleared cleared) throws Refusal {
    long owner;
    try {
      owner = ProcFolder.ownerOf(cleared.socket());
    } catch (IOException e) {
      throw new Refusal(cleared.socket() + " can't be looked at: " + e.getMessage(), "try again");
    }
    if (owner != cleared.process().status().uid() && owner != ROOT) {
      throw new Refusal(
          cleared.socket() + " belongs to the user " + owner + ", and not to the JVM's",
          "delete it, if it is not what that user needs");
    }
  }
}
