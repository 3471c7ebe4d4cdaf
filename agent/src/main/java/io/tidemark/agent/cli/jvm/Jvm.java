package io.tidemark.agent.cli.jvm;

import java.util.Optional;

/**
 * A JVM of this machine, as far as it may be seen.
 *
 * @param pid its process id
 * @param mainClass its main class or jar
 * @param user whose it is
 * @param javaVersion its Java version, where it is known
 * @param watched whether Tidemark runs in it
 */
public record Jvm(
    long pid, String mainClass, String user, Optional<String> javaVersion, boolean watched) {

  /** Such as {@code 4711 (com.acme.Main)}. */
  public String title() {
    return pid + " (" + mainClass + ")";
  }
}
