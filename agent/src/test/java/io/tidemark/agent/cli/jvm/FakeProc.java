package io.tidemark.agent.cli.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A folder that looks like {@code /proc}, with what the command line reads of it. */
final class FakeProc {

  /** The handlers of a started JVM, as Linux shows them: SIGQUIT is among them. */
  static final String CAUGHT = "2000000181005ccf";

  /** The same without SIGQUIT. */
  static final String QUIT_NOT_CAUGHT = "2000000181005ccb";

  private final Path proc;
  private final int uid;

  /** With this test's own user as the one who looks. */
  FakeProc(Path proc) throws IOException {
    this.proc = proc;
    this.uid = (Integer) Files.getAttribute(proc, "unix:uid");
    new Process("self").write();
  }

  Path path() {
    return proc;
  }

  int uid() {
    return uid;
  }

  /** The one who looks. */
  Process self() {
    return new Process("self");
  }

  /** A started JVM of the same user; nothing is written yet. */
  Process jvm(long pid) {
    return new Process(Long.toString(pid))
        .maps("7f00-7f01 r-xp 00000000 08:01 99   /opt/jdk/lib/server/libjvm.so")
        .words("java", "com.acme.Main");
  }

  /** A process to be. */
  final class Process {

    private final String name;
    private final Map<String, String> status = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    private Process(String name) {
      this.name = name;
      status.put("Name", "java");
      status.put("State", "S (sleeping)");
      String pid = name.equals("self") ? "1" : name;
      status.put("Pid", pid);
      status.put("NSpid", pid);
      user(uid, uid);
      status.put("SigCgt", CAUGHT);
      files.put("root/tmp/.keep", "");
      files.put("task/1/comm", "java\n");
    }

    Process status(String field, String value) {
      status.put(field, value);
      return this;
    }

    Process user(long user, long group) {
      status.put("Uid", "1\t" + user + "\t1\t1");
      status.put("Gid", "1\t" + group + "\t1\t1");
      return this;
    }

    Process words(String... words) {
      return file("cmdline", String.join("\0", words) + "\0");
    }

    Process environment(String variable) {
      return file("environ", variable + "\0");
    }

    Process maps(String line) {
      return file("maps", line + "\n");
    }

    Process release(String version) {
      return file("root/opt/jdk/release", "JAVA_VERSION=\"" + version + "\"\n");
    }

    Process file(String path, String text) {
      files.put(path, text);
      return this;
    }

    void write() throws IOException {
      StringBuilder lines = new StringBuilder();
      status.forEach((field, value) -> lines.append(field + ":\t" + value + "\n"));
      files.put("status", lines.toString());
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = proc.resolve(name).resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue().getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }
}
