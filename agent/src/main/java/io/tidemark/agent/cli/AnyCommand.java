package io.tidemark.agent.cli;

import io.tidemark.agent.cli.report.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands have in common: the frame of their help, and how they print. */
@Command(
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = Texts.OPTIONS,
    exitCodeListHeading = Texts.EXIT_CODES,
    exitCodeList = {Texts.DONE, Texts.REFUSED, Texts.USAGE},
    footerHeading = Texts.EXAMPLES)
abstract class AnyCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and end.")
  private boolean help;

  final void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Terminal.plain(line));
    out.flush();
  }

  final void print(List<String> lines) {
    lines.forEach(this::print);
  }
}
