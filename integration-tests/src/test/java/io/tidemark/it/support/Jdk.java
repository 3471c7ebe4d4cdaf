package io.tidemark.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A JDK that target JVMs are started from.
 *
 * @param home its JAVA_HOME
 * @param feature its feature release, such as 17
 */
public record Jdk(Path home, int feature) {

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)");

  /**
   * The JDKs of the matrix: the system property {@code tidemark.jdks} (JAVA_HOMEs, comma
   * separated), or else the running one. Never empty.
   */
  public static Stream<Jdk> matrix() {
    List<Jdk> given = given("tidemark.jdks");
    return given.isEmpty() ? Stream.of(running()) : given.stream();
  }

  /** Each JDK of the matrix with the flag of each garbage collector that it has. */
  public static Stream<Arguments> collectors() {
    return matrix()
        .flatMap(
            jdk ->
                JvmFlags.COLLECTORS.stream()
                    .filter(collector -> collector.areKnownTo(jdk))
                    .map(collector -> Arguments.of(jdk, collector.flags()[0])));
  }

  /** The first JDK of the matrix, for tests whose subject does not vary with the JDK. */
  public static Jdk first() {
    return matrix().findFirst().orElseThrow();
  }

  /**
   * The JDKs older than the floor, from the system property {@code tidemark.old.jdks}; may be
   * empty.
   */
  public static List<Jdk> old() {
    return given("tidemark.old.jdks");
  }

  /** Whether it starts with such flags, as it says itself. */
  public boolean knows(List<String> flags) {
    List<String> command = new ArrayList<>(List.of(bin("java")));
    command.addAll(flags);
    command.add("-version");
    return Tool.run(command).exitCode() == 0;
  }

  /** The full path of one of its programs. */
  public String bin(String program) {
    return home.resolve("bin").resolve(program).toString();
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  private static List<Jdk> given(String property) {
    return Arrays.stream(System.getProperty(property, "").split(","))
        .map(String::trim)
        .filter(home -> !home.isEmpty())
        .map(home -> at(Path.of(home)))
        .toList();
  }

  private static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  private static Jdk at(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      if (!version.find()) {
        throw new IllegalArgumentException(home + "/release names no JAVA_VERSION");
      }
      return new Jdk(home, Integer.parseInt(version.group(1)));
    } catch (IOException e) {
      throw new IllegalArgumentException(home + " is no JAVA_HOME", e);
    }
  }
}
