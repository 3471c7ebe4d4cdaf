package io.tidemark.agent.cli.jvm;

import io.tidemark.agent.Agent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be known of a process without touching it: is it a JVM, of which version, what does it
 * run. From {@code /proc} and its performance data.
 */
final class JvmProcess {

  private static final Pattern RELEASE = Pattern.compile("JAVA_VERSION=\"([^\"]+)\"");
  private static final Pattern LIBRARY = Pattern.compile("(/.*)/lib/(?:.*/)?libjvm\\.so.*");

  private static final byte[] EMPTY = {};

  private final ProcFolder folder;
  private final ProcStatus status;
  private final Optional<List<String>> mappedFiles;
  private final Optional<PerfData> perfData;

  private JvmProcess(ProcFolder folder, ProcStatus status) {
    this.folder = folder;
    this.status = status;
    this.mappedFiles = folder.mappedFiles();
    this.perfData =
        perfFile().map(file -> PerfData.parse(ProcFolder.readForeign(file).orElse(EMPTY)));
  }

  /** Looks at a process; empty when there is none. */
  static Optional<JvmProcess> look(Path proc, long pid) {
    ProcFolder folder = new ProcFolder(proc, Long.toString(pid));
    return folder.status().map(status -> new JvmProcess(folder, status));
  }

  ProcFolder folder() {
    return folder;
  }

  ProcStatus status() {
    return status;
  }

  /** Whether it is one; where its memory may not be seen, whether it leaves a JVM's traces. */
  boolean isJvm() {
    if (mappedFiles.isPresent() && !mappedFiles.get().isEmpty()) {
      return library().isPresent();
    }
    List<String> words = folder.commandLine();
    return perfData.isPresent()
        || !words.isEmpty() && Path.of(words.get(0)).endsWith("java")
        || status.name().equals("java");
  }

  /** Whether it is an OpenJ9 JVM, which knows neither HotSpot's attach protocol nor its fields. */
  boolean isOpenJ9() {
    return mappedFiles.orElse(List.of()).stream().anyMatch(file -> file.contains("/libj9vm"));
  }

  /** The Java version, where it may be known. */
  Optional<String> javaVersion() {
    return perfData.flatMap(PerfData::javaVersion).or(this::releaseOfItsJdk);
  }

  /** The main class, or the jar's file name; the process's name where neither is known. */
  String mainClass() {
    return perfData
        .flatMap(PerfData::javaCommand)
        .or(() -> JavaCommand.parse(folder.commandLine()).main())
        .map(JvmProcess::nameOf)
        .orElse(status.name());
  }

  /** The JVM's flags, wherever they come from. */
  JvmFlags flags() {
    return JvmFlags.of(
        folder.commandLine(),
        folder.environment(),
        folder,
        perfData.map(PerfData::vmOptions).orElse(""));
  }

  /** Whether the JVM itself says that it can be attached to. */
  Optional<Boolean> attachable() {
    return perfData.flatMap(PerfData::attachable);
  }

  /** Whether Tidemark runs in it. */
  boolean isWatched() {
    return folder.hasThread(Agent.SWEEP_THREAD);
  }

  String userName() {
    return folder.userName(status.uid());
  }

  /** A module's class and a jar in a folder are named by their last part. */
  private static String nameOf(String command) {
    String first = command.endsWith(".jar") ? command : command.split(" ", 2)[0];
    return first.substring(first.lastIndexOf('/') + 1);
  }

  private Optional<Matcher> library() {
    return mappedFiles.orElse(List.of()).stream()
        .map(LIBRARY::matcher)
        .filter(Matcher::matches)
        .findFirst();
  }

  private Optional<String> releaseOfItsJdk() {
    return library()
        .flatMap(
            file ->
                ProcFolder.readForeign(
                    folder.root().resolve(file.group(1).substring(1) + "/release")))
        .map(bytes -> RELEASE.matcher(new String(bytes, StandardCharsets.UTF_8)))
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1));
  }

  private Optional<Path> perfFile() {
    Path tmp = folder.root().resolve("tmp");
    if (!Files.isDirectory(tmp) && !status.inOtherPidNamespace()) {
      tmp = Path.of("/tmp");
    }
    String name = Long.toString(status.innerPid());
    try (DirectoryStream<Path> users = Files.newDirectoryStream(tmp, "hsperfdata_*")) {
      for (Path user : users) {
        Path file = user.resolve(name);
        // in a folder that all may write to, only what its own user wrote counts
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && ProcFolder.ownerOf(file) == status.uid()) {
          return Optional.of(file);
        }
      }
    } catch (IOException | DirectoryIteratorException notForUs) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
