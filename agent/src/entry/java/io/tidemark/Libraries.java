package io.tidemark;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * Loads the agent and its libraries out of {@code inst/}, where no class path scanner takes them
 * for classes.
 */
final class Libraries extends ClassLoader {

  private static final String PREFIX = "inst/";
  private static final String PLATFORM_LOADER =
      "jdk.internal.loader.ClassLoaders$PlatformClassLoader";

  private final JarFile jar;
  private final ProtectionDomain domain;

  Libraries(File file, ProtectionDomain domain) throws Exception {
    super(platformLoader());
    this.jar = new JarFile(file, false);
    this.domain = domain;
  }

  /**
   * The last parent of the class path's loader. The method of Java 9 is the other way, for an
   * application's own system loader without that parent: calling it by reflection costs the start
   * what JDK 17 needs to read the method's annotations.
   */
  private static ClassLoader platformLoader() throws Exception {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader.getClass().getName().equals(PLATFORM_LOADER)
        ? loader
        : (ClassLoader) ClassLoader.class.getMethod("getPlatformClassLoader").invoke(null);
  }

  /** Closes the jar: no class and no resource can be loaded any more. */
  void close() throws IOException {
    jar.close();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ZipEntry entry = find(name.replace('.', '/').concat(".class"));
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      byte[] bytes = read(entry);
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** A class's entry ends in classdata; anything else keeps its name. */
  private ZipEntry find(String name) {
    return jar.getEntry(
        PREFIX.concat(
            name.endsWith(".class")
                ? name.substring(0, name.length() - ".class".length()).concat(".classdata")
                : name));
  }

  /** Makes no copy: each class that is loaded costs the application's heap its bytes once. */
  private byte[] read(ZipEntry entry) throws IOException {
    byte[] bytes = new byte[(int) entry.getSize()];
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readFully(bytes);
    }
    return bytes;
  }

  @Override
  protected URL findResource(String name) {
    if (find(name) == null) {
      return null;
    }
    try {
      return new URL(null, "tidemark:".concat(name), new Resources());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return url == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }

  /** Its bytes; a library of native code whose bytes are other ones would end the JVM. */
  private byte[] intact(ZipEntry entry) throws IOException {
    byte[] bytes = read(entry);
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, bytes.length);
    if (sum.getValue() != entry.getCrc()) {
      throw new IOException(entry.getName().concat(" is corrupt in the jar"));
    }
    return bytes;
  }

  /** Opens {@code tidemark:} URLs without the JVM's cache of open jars. */
  final class Resources extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() throws IOException {
          ZipEntry entry = find(url.getPath());
          if (entry == null) {
            throw new FileNotFoundException(url.toString());
          }
          return new ByteArrayInputStream(intact(entry));
        }
      };
    }
  }
}
