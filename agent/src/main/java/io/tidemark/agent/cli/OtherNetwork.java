package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.jvm.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs this command line once more within a container's network, where its loopback address is. */
final class OtherNetwork {

  private OtherNetwork() {}

  /** Returns the exit code. */
  static int run(Target target, List<String> words) throws Refusal {
    long pid = target.jvm().pid();
    List<String> command = new ArrayList<>(List.of("nsenter", "--net=/proc/" + pid + "/ns/net"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(TargetArgument.ownJar().toString());
    command.addAll(words);
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new Refusal(
          pid + " has a network of its own, and there is no nsenter to go there",
          "install util-linux, or run this inside the container of " + pid);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
