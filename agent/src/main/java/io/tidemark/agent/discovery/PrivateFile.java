package io.tidemark.agent.discovery;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * A short-lived file that no other user can reach, for a library to be loaded from.
 *
 * <p>Not by java.nio.file, whose default provider may be the application's own. A folder can be
 * made, closed to others while it is empty, and only then be given a file: java.io alone could not
 * make the file itself so that nobody else gets to open it first.
 */
final class PrivateFile implements AutoCloseable {

  private static final int ATTEMPTS = 8;

  private final File folder;
  private final File file;

  private PrivateFile(File folder, String name) {
    this.folder = folder;
    this.file = new File(folder, name);
  }

  /** Writes such a file somewhere under a folder. */
  static PrivateFile write(File parent, String name, byte[] content) throws IOException {
    PrivateFile made = new PrivateFile(makeFolder(parent), name);
    try {
      if (!closeToOthers(made.folder) || !made.file.createNewFile()) {
        throw new IOException("no private file can be made");
      }
      try (FileOutputStream out = new FileOutputStream(made.file)) {
        out.write(content);
      }
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  private static File makeFolder(File parent) throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      File folder = new File(parent, "tidemark-" + Long.toString(System.nanoTime(), 36));
      if (folder.mkdir()) {
        return folder;
      }
    }
    throw new IOException("not writable");
  }

  private static boolean closeToOthers(File folder) {
    return folder.setWritable(false, false)
        && folder.setReadable(false, false)
        && folder.setExecutable(false, false)
        && folder.setWritable(true, true)
        && folder.setReadable(true, true)
        && folder.setExecutable(true, true);
  }

  /** Its full path. */
  String path() {
    return file.getAbsolutePath();
  }

  /** Deletes it and its folder. */
  @Override
  public void close() throws IOException {
    boolean gone = file.delete() | !file.exists();
    if (!(gone & folder.delete())) {
      throw new IOException(folder + " can't be deleted");
    }
  }
}
