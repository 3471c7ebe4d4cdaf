package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Jvm;
import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.report.Columns;
import io.tidemark.agent.cli.report.Metrics;
import java.time.Instant;
import picocli.CommandLine.Command;

/** Tells how Tidemark does in a JVM. */
@Command(
    name = "status",
    header = {"Tells how Tidemark does in a JVM.", ""},
    description = {
      "Tells how Tidemark does in a JVM: its version and port, whether its hooks fire,",
      "what it found. Reads it over HTTP; nothing is loaded into the JVM."
    },
    exitCodeList = {"0:Tidemark is in and answers", "1:it is not in, or " + Texts.WHY, Texts.USAGE},
    footer = {
      "  java -jar tidemark.jar status 4711",
      "  java -jar tidemark.jar status OrderService --user admin"
    })
final class StatusCommand extends TargetCommand {

  @Override
  void run(Session session) throws Refusal {
    session.requireWatched();
    Metrics metrics = session.metrics();
    Jvm jvm = session.target().jvm();
    Columns lines = new Columns("ll");
    lines.add("process", session.title());
    lines.add("user", jvm.user());
    metrics
        .label("tidemark_agent_info", "java_version")
        .or(jvm::javaVersion)
        .ifPresent(version -> lines.add("java", version));
    lines.add("tidemark", metrics.label("tidemark_build_info", "version").orElse("?"));
    metrics
        .label("tidemark_agent_info", "mode")
        .ifPresent(mode -> lines.add("came in", mode.equals("attach") ? "by attach" : "at start"));
    lines.add("serves", session.http().base().toString());
    lines.add("hooks", Facts.hooks(metrics));
    lines.add("hook errors", Facts.count(metrics, "tidemark_hook_errors_total"));
    Facts.lastSweep(metrics, Instant.now()).ifPresent(ago -> lines.add("last sweep", ago));
    lines.add("discovery", Facts.discovery(metrics));
    lines.add("maps", Facts.maps(metrics));
    Facts.bytes(metrics, "tidemark_map_table_excess_bytes")
        .ifPresent(bytes -> lines.add("excess", bytes));
    Facts.bytes(metrics, "process_resident_memory_bytes")
        .ifPresent(bytes -> lines.add("resident memory", bytes));
    Facts.bytes(metrics, "tidemark_agent_memory_bytes")
        .ifPresent(bytes -> lines.add("agent's memory", bytes));
    print(lines.lines());
  }
}
