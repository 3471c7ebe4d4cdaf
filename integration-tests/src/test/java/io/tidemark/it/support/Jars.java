package io.tidemark.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Jars made of this module's test classes. */
public final class Jars {

  private Jars() {}

  /** A jar with a class and its nested classes, as an application is packaged. */
  public static Path application(Class<?>... programs) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    return write("application", manifest, programs);
  }

  /** A jar that is a module which requires {@code java.base} alone. */
  public static Path module(String name, Class<?>... programs) {
    Path jar = application(programs);
    try (FileSystem content = FileSystems.newFileSystem(jar, Map.of())) {
      Path folder = Files.createTempDirectory("tidemark-it-module");
      Path source = folder.resolve("module-info.java");
      Path compiled = folder.resolve("module-info.class");
      Files.writeString(source, "module " + name + " {}");
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, "--release", "17", source.toString());
      if (result != 0) {
        throw new IllegalStateException("javac " + source + ": " + result);
      }
      Files.copy(compiled, content.getPath("module-info.class"));
      Files.delete(source);
      Files.delete(compiled);
      Files.delete(folder);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar whose class with a {@code premain} can be given to {@code -javaagent}. */
  public static Path agent(Class<?> agentClass, Class<?>... more) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", agentClass.getName());
    main.putValue("Agent-Class", agentClass.getName());
    main.putValue("Can-Retransform-Classes", "true");
    main.putValue("Can-Redefine-Classes", "true");
    Class<?>[] all = Stream.concat(Stream.of(agentClass), Stream.of(more)).toArray(Class<?>[]::new);
    return write("agent", manifest, all);
  }

  /** A copy of the packaged agent, in that folder, that says that it is of another version. */
  public static Path tidemarkOfVersion(String version, Path folder) {
    try {
      Path copy = Files.copy(Launch.tidemarkJar(), folder.resolve("tidemark-" + version + ".jar"));
      URI uri = URI.create("jar:" + copy.toUri());
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        Path text = jar.getPath("inst/io/tidemark/agent/version.txt");
        if (!Files.exists(text)) {
          throw new IllegalStateException(text + " is not in the jar");
        }
        Files.writeString(text, version);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A copy of the packaged agent, in that folder, with other bytes for one entry.
   *
   * @param entry its path in the jar
   * @param change what becomes of its bytes
   */
  public static Path tidemarkWith(Path folder, String entry, UnaryOperator<byte[]> change) {
    try {
      Path copy = Files.copy(Launch.tidemarkJar(), folder.resolve("changed.jar"));
      // not compressed, so that its bytes can be found in the jar
      Map<String, String> stored = Map.of("compressionMethod", "STORED");
      try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), stored)) {
        Path path = jar.getPath(entry);
        Files.write(path, change.apply(Files.readAllBytes(path)));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of an entry of a jar. */
  public static byte[] entry(Path jar, String path) {
    try (FileSystem system = FileSystems.newFileSystem(jar, Map.of())) {
      return Files.readAllBytes(system.getPath(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(String name, Manifest manifest, Class<?>[] types) {
    try {
      Path jar = Files.createTempFile("tidemark-it-" + name, ".jar");
      jar.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream jarOut = new JarOutputStream(out, manifest)) {
        for (Class<?> type : types) {
          addWithNested(jarOut, type);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addWithNested(JarOutputStream jar, Class<?> type) throws IOException {
    String entry = type.getName().replace('.', '/') + ".class";
    jar.putNextEntry(new JarEntry(entry));
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(entry)) {
      bytes.transferTo(jar);
    }
    jar.closeEntry();
    for (Class<?> nested : type.getDeclaredClasses()) {
      addWithNested(jar, nested);
    }
  }
}
