package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.jvm.Target;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A command for one JVM. */
abstract class TargetCommand extends AnyCommand {

  @Mixin private TargetArgument argument;
  @Mixin private Login login;

  @Override
  public final Integer call() throws Refusal {
    Target target = argument.open();
    if (usesHttp() && target.inOtherNetwork()) {
      List<String> words = spec.root().commandLine().getParseResult().originalArgs();
      return OtherNetwork.run(target, words);
    }
    run(new Session(target, login, Progress.onTerminal(spec.commandLine().getErr())));
    if (spec.commandLine().getOut().checkError() || System.out.checkError()) {
      throw new Refusal(
          "the output could not be written to its end", "see whether its disk is full");
    }
    return spec.exitCodeOnSuccess();
  }

  /** Carries the command out. */
  abstract void run(Session session) throws Refusal;

  /** Whether it has to reach the target's HTTP port. */
  boolean usesHttp() {
    return true;
  }

  /** As it came: JSON is UTF-8, whatever the terminal's encoding is. */
  final void printJson(byte[] json) {
    System.out.writeBytes(json);
    System.out.println();
  }
}
