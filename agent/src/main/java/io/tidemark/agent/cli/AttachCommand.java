package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Refusal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts Tidemark into a JVM, or re-configures the one that is in. */
@Command(
    name = "attach",
    header = {"Puts Tidemark into a JVM, or configures it anew.", ""},
    description = {
      "Puts Tidemark into a running JVM, where it stays until it is detached. Where it",
      "is in already, it is configured anew, by these words and that JVM's own properties",
      "and environment. Nothing of earlier words stays: name config again, or the TLS and",
      "the password that it asks for are gone."
    },
    footer = {
      "  java -jar tidemark.jar attach 4711",
      "  java -jar tidemark.jar attach OrderService port=0 retained.hold=30m",
      "  java -jar tidemark.jar attach 4711 config=tidemark.yml"
    })
final class AttachCommand extends TargetCommand {

  @Parameters(
      index = "1..*",
      paramLabel = AgentOptions.LABEL,
      description = AgentOptions.DESCRIPTION)
  private List<String> given = new ArrayList<>();

  @Override
  void run(Session session) throws Refusal {
    String text = new AgentOptions(spec, given).text(session.target()::mayRead);
    boolean again = session.target().isWatched();
    // without HTTP there is no way to know the version, and a new port may be what is asked for
    if (again && session.target().http().isPresent()) {
      session.requireOwnVersion();
    }
    session.load(text);
    print((again ? "configured anew in " : "attached to ") + session.title());
    // the first answer tells whether it is by TLS
    session.requireOwnVersion();
    print("serves " + session.http().base());
    print("discovery: " + Facts.discovery(session.metrics()));
  }
}
