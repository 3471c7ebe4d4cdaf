package io.tidemark.agent.cli.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One process's folder under {@code /proc}. Whatever may not be read, or is gone since the process
 * ended, is empty.
 */
final class ProcFolder {

  private static final long MOST_FOREIGN_BYTES = 1 << 20;

  private final Path folder;

  /**
   * @param proc {@code /proc}
   * @param name a process id, or {@code self}
   */
  ProcFolder(Path proc, String name) {
    this.folder = proc.resolve(name);
  }

  Optional<ProcStatus> status() {
    return bytes("status")
        .map(bytes -> ProcStatus.parse(new String(bytes, StandardCharsets.UTF_8).lines().toList()));
  }

  List<String> commandLine() {
    return strings("cmdline");
  }

  Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String variable : strings("environ")) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        variables.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return variables;
  }

  /** Files that are mapped into its memory; empty where they may not be seen. */
  Optional<List<String>> mappedFiles() {
    return bytes("maps")
        .map(
            bytes ->
                new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.indexOf('/') >= 0)
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .toList());
  }

  /** Whether it has a thread whose name starts so; the kernel keeps 15 characters. */
  boolean hasThread(String start) {
    for (Path thread : children("task")) {
      Optional<byte[]> name = read(thread.resolve("comm"));
      if (name.isPresent() && new String(name.get(), StandardCharsets.UTF_8).startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /** Its root folder, through which its files can be seen in whatever namespace it is. */
  Path root() {
    return folder.resolve("root");
  }

  /** A file as the process itself names it. */
  Path seenByIt(String path) {
    return path.startsWith("/") ? root().resolve(path.substring(1)) : file("cwd").resolve(path);
  }

  /** A file under its folder. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** What a symbolic link of its folder says, such as {@code exe} or {@code ns/mnt}. */
  Optional<String> link(String name) {
    try {
      return Optional.of(Files.readSymbolicLink(folder.resolve(name)).toString());
    } catch (IOException | SecurityException notForUs) {
      return Optional.empty();
    }
  }

  /** Whether a user of the reader's is one in its user namespace; true where that can't be seen. */
  boolean knowsUser(long uid) {
    List<String> ranges =
        bytes("uid_map")
            .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).lines().toList())
            .orElse(List.of());
    for (String range : ranges) {
      String[] numbers = range.trim().split("\\s+");
      long first = Long.parseLong(numbers[1]);
      if (uid >= first && uid < first + Long.parseLong(numbers[2])) {
        return true;
      }
    }
    return ranges.isEmpty();
  }

  /** What lies in a folder of its, such as {@code task} or {@code fd}. */
  List<Path> children(String name) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.resolve(name))) {
      found.forEach(children::add);
    } catch (IOException | DirectoryIteratorException notForUs) {
      return children;
    }
    return children;
  }

  /** The name of its user, as this machine has it; the number where it has none. */
  String userName(long uid) {
    try {
      // the folder of a process that may not be traced belongs to root
      if (ownerOf(file("status")) == uid) {
        return Files.getOwner(folder).getName();
      }
    } catch (IOException | UnsupportedOperationException unknown) {
      return Long.toString(uid);
    }
    return Long.toString(uid);
  }

  private List<String> strings(String name) {
    return bytes(name)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .filter(text -> !text.isEmpty())
        .map(text -> List.of(text.split("\0", -1)))
        .map(words -> words.get(words.size() - 1).isEmpty() ? withoutLast(words) : words)
        .orElse(List.of());
  }

  private static List<String> withoutLast(List<String> words) {
    return words.subList(0, words.size() - 1);
  }

  Optional<byte[]> bytes(String name) {
    return read(folder.resolve(name));
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException notForUs) {
      return Optional.empty();
    }
  }

  /** What is in a file of somebody else's: a pipe would be waited for, and a device has no end. */
  static Optional<byte[]> readForeign(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MOST_FOREIGN_BYTES
          ? read(file)
          : Optional.empty();
    } catch (IOException notForUs) {
      return Optional.empty();
    }
  }

  /** The user whose file it is; that of a link itself. */
  static long ownerOf(Path file) throws IOException {
    Object owner = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return Integer.toUnsignedLong((Integer) owner);
  }
}
