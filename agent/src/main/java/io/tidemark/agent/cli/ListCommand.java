package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Jvm;
import io.tidemark.agent.cli.jvm.Jvms;
import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.report.Columns;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the JVMs. */
@Command(
    name = "list",
    header = {"Lists the JVMs of this machine.", ""},
    description = {
      "Lists the JVMs of this machine, those of other users as far as they may be",
      "seen, and whether Tidemark is in. Touches none of them. A ? is what this user",
      "may not know."
    },
    footer = "  java -jar tidemark.jar list")
final class ListCommand extends AnyCommand {

  @Override
  public Integer call() throws Refusal {
    List<Jvm> jvms = Jvms.ofThisMachine().list();
    if (jvms.isEmpty()) {
      spec.commandLine().getErr().println("tidemark: no JVM is seen here");
      return spec.exitCodeOnSuccess();
    }
    Columns columns = new Columns("rlrll").add("PID", "USER", "JAVA", "TIDEMARK", "MAIN");
    for (Jvm jvm : jvms) {
      columns.add(
          Long.toString(jvm.pid()),
          jvm.user(),
          jvm.javaVersion().orElse("?"),
          jvm.watched() ? "in" : "-",
          jvm.mainClass());
    }
    print(columns.lines());
    return spec.exitCodeOnSuccess();
  }
}
