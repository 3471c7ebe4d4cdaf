package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.report.CensusReader;
import io.tidemark.agent.cli.report.ReportTable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Shows the flagged maps and the candidates. */
@Command(
    name = "report",
    header = {"Shows the maps that hold memory for nothing.", ""},
    description = {
      "Shows the maps of a JVM that are flagged and those that are candidates, the",
      "largest excess first, with totals and resident memory. Where Tidemark is in, it",
      "is read over HTTP. Where it is not, it is attached, asked, and detached again:",
      "nothing is flagged then, since nobody watched for the hold time. On ZGC and",
      "Shenandoah give discovery=always, or only what grows meanwhile is seen."
    },
    footer = {
      "  java -jar tidemark.jar report 4711",
      "  java -jar tidemark.jar report OrderService --json | jq .totals",
      "  java -jar tidemark.jar report 4711 --gc discovery=always"
    })
final class ReportCommand extends TargetCommand {

  /** So that a visit neither takes the usual port nor writes into the application's log. */
  private static final String VISIT = "port=0,banner=false,sweep.interval=500ms";

  @Parameters(
      index = "1..*",
      paramLabel = AgentOptions.LABEL,
      description = AgentOptions.DESCRIPTION)
  private List<String> given = new ArrayList<>();

  @Option(
      names = "--json",
      description = "As JSON: the census as /api/census has it, with all maps.")
  private boolean json;

  @Option(
      names = "--gc",
      description =
          "Have the JVM collect its garbage before the census, so that no dead map is shown: a"
              + " full collection, for which the application may pause. Without effect under"
              + " -XX:+DisableExplicitGC.")
  private boolean gc;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "List so many maps at most; ${DEFAULT-VALUE} by default.")
  private int limit;

  @Override
  void run(Session session) throws Refusal {
    if (limit < 0) {
      throw new ParameterException(spec.commandLine(), "--limit must be 0 or more");
    }
    AgentOptions options = new AgentOptions(spec, given);
    String text = options.text(session.target()::mayRead);
    if (session.target().isWatched()) {
      if (!options.isEmpty()) {
        throw new Refusal(
            "Tidemark is in " + session.title() + " already, and report changes nothing in it",
            "leave " + text + " out, or give it to attach");
      }
      show(session);
    } else {
      new Visit(session, spec.commandLine().getErr())
          .during(withVisit(text, options), () -> show(session));
    }
  }

  private static String withVisit(String text, AgentOptions options) {
    StringBuilder all = new StringBuilder(text);
    for (String pair : VISIT.split(",")) {
      if (!options.has(pair.substring(0, pair.indexOf('=')))) {
        all.append(all.length() == 0 ? "" : ",").append(pair);
      }
    }
    return all.toString();
  }

  private void show(Session session) throws Refusal {
    if (gc) {
      session.scan(true);
    }
    byte[] census = session.census();
    if (json) {
      printJson(census);
    } else {
      String title =
          session.title() + session.target().jvm().javaVersion().map(v -> ", Java " + v).orElse("");
      String discovery = Facts.discovery(session.metrics());
      print(ReportTable.lines(title, CensusReader.read(census), discovery, limit));
    }
  }
}
