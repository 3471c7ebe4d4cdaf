package io.tidemark.agent.cli.jvm;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds JVMs. Sends nothing to any process. */
public final class Jvms {

  /** Where Linux shows its processes. */
  public static final Path PROC = Path.of("/proc");

  private final Path proc;
  private final long own;

  /**
   * @param proc {@code /proc}
   * @param own the process id to leave out
   */
  Jvms(Path proc, long own) {
    this.proc = proc;
    this.own = own;
  }

  /** Those of this machine, without this process. */
  public static Jvms ofThisMachine() throws Refusal {
    if (!Files.isReadable(PROC.resolve("self/status"))) {
      throw new Refusal(
          "the command line finds JVMs under /proc, and there is none here",
          "start the application with -javaagent:tidemark.jar,"
              + " or attach by: jcmd PID JVMTI.agent_load tidemark.jar");
    }
    return new Jvms(PROC, ProcessHandle.current().pid());
  }

  /** All that may be seen, by process id. */
  public List<Jvm> list() {
    List<Jvm> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        long pid = Long.parseLong(folder.getFileName().toString());
        if (pid != own) {
          look(pid).ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalStateException(proc + " can't be read", e);
    }
    found.sort(Comparator.comparingLong(Jvm::pid));
    return found;
  }

  /**
   * The process id that a user means.
   *
   * @param text a process id, or a main class or a part of one
   */
  public long find(String text) throws Refusal {
    if (text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException tooLong) {
        throw new Refusal(
            text + " is no process id", "see the JVMs by: java -jar tidemark.jar list");
      }
    }
    List<Jvm> all = list();
    String lower = text.toLowerCase(Locale.ROOT);
    List<Predicate<String>> ways =
        List.of(
            text::equals,
            name -> name.endsWith("." + text),
            name -> name.toLowerCase(Locale.ROOT).contains(lower));
    for (Predicate<String> way : ways) {
      List<Jvm> matching = all.stream().filter(jvm -> way.test(jvm.mainClass())).toList();
      if (matching.size() == 1) {
        return matching.get(0).pid();
      }
      if (matching.size() > 1) {
        throw new Refusal(
            "'" + text + "' may mean " + String.join(", ", titles(matching)),
            "give more of the name, or the process id");
      }
    }
    throw new Refusal(
        "no JVM has a main class with '" + text + "' in its name",
        all.isEmpty()
            ? "there is no JVM here that this user may see"
            : "there are " + String.join(", ", titles(all)));
  }

  private static List<String> titles(List<Jvm> jvms) {
    return jvms.stream().limit(10).map(Jvm::title).toList();
  }

  private Optional<Jvm> look(long pid) {
    return JvmProcess.look(proc, pid)
        .filter(process -> process.status().state() != 'Z')
        .filter(JvmProcess::isJvm)
        .map(process -> describe(pid, process));
  }

  static Jvm describe(long pid, JvmProcess process) {
    return new Jvm(
        pid, process.mainClass(), process.userName(), process.javaVersion(), process.isWatched());
  }
}
