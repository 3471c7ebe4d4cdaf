package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.report.CensusReader;
import io.tidemark.agent.cli.report.CensusReport;
import io.tidemark.exporter.web.Figures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has a running Tidemark look for maps once more. */
@Command(
    name = "scan",
    header = {"Looks for maps once more.", ""},
    description = {
      "Has the Tidemark in a JVM look once more for maps that were there before it, and",
      "for holders, also on the threads' stacks. The application is stopped several times,",
      "each time for no longer than discovery.max-pause as far as that can be foreseen."
    },
    footer = {"  java -jar tidemark.jar scan 4711", "  java -jar tidemark.jar scan 4711 --gc"})
final class ScanCommand extends TargetCommand {

  @Option(
      names = "--gc",
      description =
          "Have the JVM collect its garbage before the census, so that no dead map is shown: a"
              + " full collection, for which the application may pause. Without effect under"
              + " -XX:+DisableExplicitGC.")
  private boolean gc;

  @Override
  void run(Session session) throws Refusal {
    session.requireWatched();
    session.scan(gc);
    CensusReport census = CensusReader.read(session.census());
    print("scanned " + session.title() + ": " + Figures.count(census.maps()) + " maps tracked");
    print("discovery: " + Facts.discovery(session.metrics()));
  }
}
