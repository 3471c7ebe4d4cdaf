package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Jvms;
import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.jvm.Target;
import java.net.URISyntaxException;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Which JVM a command is for. */
final class TargetArgument {

  @Parameters(
      index = "0",
      paramLabel = "PID|NAME",
      description =
          "The process id of a JVM, or a part of its main class's name that no other JVM's"
              + " has.")
  private String text;

  /** Looks at the JVM, and refuses where nothing may be sent to it. */
  Target open() throws Refusal {
    return Target.of(Jvms.ofThisMachine().find(text), ownJar());
  }

  /** The jar that this class was loaded from. */
  static Path ownJar() {
    try {
      return Path.of(
              TargetArgument.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
