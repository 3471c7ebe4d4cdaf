package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Jvm;
import io.tidemark.agent.cli.jvm.Jvms;
import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.report.Columns;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the JVMs. */
@Command(
    name = "list",
    header = {"Lists the JVMs of this machine.", ""},
    description = {
      "Lists the JVMs of this machine, those of other users as far as they may be",
      "seen, and whether Tidemark is in. Touches none of them. A ? is what this user",
      "may not know."
    },
    descriptionHeading = "%n",
    optionListHeading = Texts.OPTIONS,
    exitCodeListHeading = Texts.EXIT_CODES,
    exitCodeList = {Texts.DONE, Texts.REFUSED, Texts.USAGE},
    footerHeading = Texts.EXAMPLES,
    footer = "  java -jar tidemark.jar list")
final class ListCommand implements Callable<Integer> {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and end.")
  private boolean help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Refusal {
    List<Jvm> jvms = Jvms.ofThisMachine().list();
    PrintWriter out = spec.commandLine().getOut();
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
    columns.lines().forEach(out::println);
    return spec.exitCodeOnSuccess();
  }
}
