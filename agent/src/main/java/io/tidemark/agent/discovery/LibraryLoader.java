package io.tidemark.agent.discovery;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/** Brings the native library that fits this machine into the JVM. */
final class LibraryLoader {

  private static final String FILE = "libtidemark.so";
  private static final int MEMORY_FILES_SINCE = 22;

  private final Instrumentation instrumentation;

  LibraryLoader(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** The library can't be had; the message says why. */
  static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    Unavailable(String reason) {
      super(reason);
    }
  }

  /** Loads it, for as long as the result is held. */
  Jvmti load() throws Unavailable {
    byte[] library = read(platform());
    Class<?> type;
    try {
      type = LibraryLayer.load("JvmtiLibrary", instrumentation);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new Unavailable("no module that may use native code: " + e);
    }
    StringJoiner reasons = new StringJoiner("; ");
    for (File folder : folders()) {
      try (PrivateFile file = PrivateFile.write(folder, FILE, library)) {
        return make(type, String.class, file.path());
      } catch (IOException e) {
        reasons.add(folder + ": " + e.getMessage());
      } catch (InvocationTargetException e) {
        reasons.add(folder + ": " + withoutPath(String.valueOf(e.getCause().getMessage())));
      }
    }
    if (Runtime.version().feature() >= MEMORY_FILES_SINCE) {
      try {
        return make(type, byte[].class, library);
      } catch (InvocationTargetException e) {
        reasons.add("in memory: " + withoutPath(e.getCause().toString()));
      }
    }
    throw new Unavailable(reasons.toString());
  }

  private static Jvmti make(Class<?> type, Class<?> parameter, Object argument)
      throws Unavailable, InvocationTargetException {
    try {
      return (Jvmti) type.getConstructor(parameter).newInstance(argument);
    } catch (InvocationTargetException e) {
      throw e;
    } catch (ReflectiveOperationException e) {
      throw new Unavailable(e.toString());
    }
  }

  /** The JVM and the dynamic linker both put the file before what they have to say. */
  private static String withoutPath(String message) {
    return message.replaceAll("\\S*/libtidemark\\.so: ", "");
  }

  private static byte[] read(String platform) throws Unavailable {
    String path = "native/" + platform + "/" + FILE;
    URL resource = LibraryLoader.class.getClassLoader().getResource(path);
    if (resource == null) {
      throw new Unavailable("this build has no native library for " + platform);
    }
    try (InputStream in = resource.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new Unavailable("the native library can't be read: " + e.getMessage());
    }
  }

  /** Operating system and architecture, such as {@code linux-x86_64}. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-');
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return system + "-" + (machine.equals("amd64") ? "x86_64" : machine);
  }

  /** Where a file may be written, the likeliest first: one may be read-only, another noexec. */
  private static Set<File> folders() {
    Set<File> folders = new LinkedHashSet<>();
    folders.add(new File(System.getProperty("java.io.tmpdir", "/tmp")));
    folders.add(new File("/var/tmp"));
    folders.add(new File("/dev/shm"));
    folders.add(new File(System.getProperty("user.home", "/")));
    folders.add(new File(System.getProperty("user.dir", "/")));
    folders.removeIf(folder -> !folder.isDirectory());
    return folders;
  }
}
