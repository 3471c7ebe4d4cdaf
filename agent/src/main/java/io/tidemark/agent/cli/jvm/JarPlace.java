package io.tidemark.agent.cli.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Where the target finds the jar: at its own path where the target sees and may read it, otherwise
 * as a copy in the target's /tmp. A copy is named by its content, so that every attach of one build
 * uses one file; it stays until Tidemark is detached, since the agent loads classes out of it.
 */
final class JarPlace {

  private static final int NAME_BYTES = 6;

  private final Path jar;
  private final Preflight.Cleared target;
  private final ProcFolder self;

  JarPlace(Path jar, Preflight.Cleared target, Path proc) {
    this.jar = jar;
    this.target = target;
    this.self = new ProcFolder(proc, "self");
  }

  /** The path to give to the target, after copying where that is needed. */
  String pathForTarget() throws Refusal {
    if (sameFiles() && mayBeRead()) {
      return jar.toString();
    }
    Path copy = copy();
    try {
      if (!isIntact(copy)) {
        writeNew(copy);
      }
    } catch (IOException e) {
      throw new Refusal(
          "the jar can't be copied to where "
              + target.process().status().innerPid()
              + " sees it: "
              + e,
          "put it where the process can read it, at the same path");
    }
    return "/tmp/" + copy.getFileName();
  }

  /** Deletes the copy, if there is one. To be called once the agent has ended. */
  void deleteCopy() throws Refusal {
    try {
      Files.deleteIfExists(copy());
    } catch (IOException e) {
      throw new Refusal("the jar's copy can't be deleted: " + e.getMessage(), "delete it by hand");
    }
  }

  private Path copy() throws Refusal {
    String hash = HexFormat.of().formatHex(digest(jar), 0, NAME_BYTES);
    return target.root().resolve("tmp/tidemark-" + hash + ".jar");
  }

  private boolean sameFiles() {
    ProcFolder folder = target.process().folder();
    return self.link("ns/mnt").equals(folder.link("ns/mnt"))
        && folder.link("root").equals(Optional.of("/"));
  }

  /** Whether all may read it, or the target's user is this one. */
  private boolean mayBeRead() {
    Optional<Long> own = self.status().map(ProcStatus::uid);
    if (own.equals(Optional.of(target.process().status().uid()))) {
      return true;
    }
    try {
      if (!permissions(jar).contains(PosixFilePermission.OTHERS_READ)) {
        return false;
      }
      for (Path folder = jar.getParent(); folder != null; folder = folder.getParent()) {
        if (!permissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException unknown) {
      return false;
    }
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.getPosixFilePermissions(file);
  }

  /** Whether it is a whole copy that only this user or root could have written. */
  private boolean isIntact(Path copy) throws IOException, Refusal {
    if (!Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    boolean ours = ProcFolder.ownerOf(copy) == ProcFolder.ownerOf(self.file("status"));
    if (ours && Arrays.equals(digest(copy), digest(jar))) {
      return true;
    }
    Files.delete(copy);
    return false;
  }

  /** Never through a link: in a folder that all may write to, somebody may put one in its place. */
  private void writeNew(Path copy) throws IOException {
    Files.createFile(
        copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out = Files.newOutputStream(copy, LinkOption.NOFOLLOW_LINKS)) {
      Files.copy(jar, out);
    } catch (IOException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
    Files.getFileAttributeView(copy, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static byte[] digest(Path file) throws Refusal {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[65536];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
      }
      return sha.digest();
    } catch (IOException e) {
      throw new Refusal(file + " can't be read: " + e.getMessage(), "see whether it is there");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
