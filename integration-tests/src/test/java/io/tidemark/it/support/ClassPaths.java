package io.tidemark.it.support;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Class paths for target JVMs. */
public final class ClassPaths {

  private ClassPaths() {}

  /** The jar or folder that a class was loaded from. */
  public static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** This JVM's whole class path: the test classes and every test dependency. */
  public static String ofTests() {
    return System.getProperty("java.class.path");
  }
}
