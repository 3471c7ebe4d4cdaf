package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Refusal;
import picocli.CommandLine.Command;

/** Ends Tidemark in a JVM. */
@Command(
    name = "detach",
    header = {"Ends Tidemark in a JVM.", ""},
    description = {
      "Ends Tidemark in a JVM: the maps' methods have their own bytecodes again, and its",
      "threads and port are gone. The application runs on."
    },
    footer = "  java -jar tidemark.jar detach 4711")
final class DetachCommand extends TargetCommand {

  @Override
  void run(Session session) throws Refusal {
    session.requireWatched();
    session.detach();
    print("detached from " + session.title());
  }

  @Override
  boolean usesHttp() {
    return false;
  }
}
