package io.tidemark.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK that is measured.
 *
 * @param home its JAVA_HOME
 * @param feature its feature version, such as 17
 * @param version its whole version, such as 17.0.15+6
 */
public record Jdk(Path home, int feature, String version) {

  /**
   * Reads what its {@code release} file says.
   *
   * @throws IOException where there is none
   */
  public static Jdk at(Path home) throws IOException {
    Properties release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    }
    String version = release.getProperty("JAVA_VERSION").replace("\"", "");
    return new Jdk(home, Integer.parseInt(version.split("[.+-]")[0]), version);
  }

  /** The path of one of its commands. */
  public String bin(String command) {
    return home.resolve("bin").resolve(command).toString();
  }
}
