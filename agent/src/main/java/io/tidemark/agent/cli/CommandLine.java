package io.tidemark.agent.cli;

import io.tidemark.agent.Version;
import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.report.Terminal;
import io.tidemark.agent.config.Config;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code java -jar tidemark.jar}: the commands, and how their outcome is told. */
@Command(
    name = "java -jar tidemark.jar",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLine.Build.class,
    subcommands = {
      ListCommand.class,
      AttachCommand.class,
      StatusCommand.class,
      ReportCommand.class,
      ScanCommand.class,
      DetachCommand.class
    },
    customSynopsis = {
      "java -jar tidemark.jar [-hV] COMMAND [PID|NAME] [...]",
      "       java -javaagent:tidemark.jar[=key=value,...] ..."
    },
    descriptionHeading = "%n",
    description = {
      "Finds the HashMaps and ConcurrentHashMaps of a running JVM whose emptied tables",
      "stay large, and publishes them to Prometheus."
    },
    optionListHeading = Texts.OPTIONS,
    commandListHeading = "%nCommands, each with a --help of its own:%n",
    exitCodeListHeading = Texts.EXIT_CODES,
    exitCodeList = {Texts.DONE, Texts.REFUSED, Texts.USAGE},
    footerHeading = Texts.EXAMPLES)
public final class CommandLine implements Runnable {

  private static final String[] EXAMPLES = {
    "  java -jar tidemark.jar list",
    "  java -jar tidemark.jar report 4711",
    "  java -jar tidemark.jar attach OrderService retained.hold=30m",
    "  java -javaagent:tidemark.jar=port=9750 -jar application.jar",
    "",
    ""
  };

  @Spec private CommandSpec spec;

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  static picocli.CommandLine line() {
    picocli.CommandLine line = new picocli.CommandLine(new CommandLine());
    String keys = Config.helpText().replace("%", "%%");
    line.getCommandSpec()
        .usageMessage()
        .footer((String.join("\n", EXAMPLES) + "\n" + keys).split("\n"))
        .width(Math.max(80, keys.lines().mapToInt(String::length).max().orElse(0) + 1));
    return line.setExpandAtFiles(false)
        .setColorScheme(picocli.CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler(CommandLine::wrongUsage)
        .setExecutionExceptionHandler(CommandLine::failed);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Says why something is not done, and what to do. */
  static void complain(PrintWriter err, Refusal refusal) {
    err.println(Terminal.plain("tidemark: " + refusal.getMessage()));
    err.println(Terminal.plain("          " + refusal.remedy()));
    err.flush();
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    picocli.CommandLine line = e.getCommandLine();
    e.getMessage().lines().forEach(text -> line.getErr().println("tidemark: " + text));
    line.getErr().println("          see: java -jar tidemark.jar" + command(line) + " --help");
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String command(picocli.CommandLine line) {
    return line.getParent() == null ? "" : " " + line.getCommandName();
  }

  private static int failed(Exception e, picocli.CommandLine line, ParseResult parsed)
      throws Exception {
    if (e instanceof Refusal) {
      complain(line.getErr(), (Refusal) e);
      return line.getCommandSpec().exitCodeOnExecutionException();
    }
    // a fault of ours: its stack is what a report of it needs
    throw e;
  }

  /** What {@code --version} prints. */
  static final class Build implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"tidemark " + Version.TEXT};
    }
  }
}
