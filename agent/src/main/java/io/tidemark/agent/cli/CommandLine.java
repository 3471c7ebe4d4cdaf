package io.tidemark.agent.cli;

import io.tidemark.agent.Version;
import io.tidemark.agent.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar tidemark.jar}: tells how the agent is used. */
@Command(
    name = "tidemark",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLine.Build.class,
    customSynopsis = {
      "java -javaagent:tidemark.jar[=key=value,...] ...",
      "       java -jar tidemark.jar [-hV]"
    },
    description = {
      "",
      "Finds the HashMaps and ConcurrentHashMaps of a running JVM whose emptied tables"
          + " stay large, and publishes them to Prometheus.",
      ""
    })
public final class CommandLine implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs the command line and ends the process: 0 when all is well, 2 for a wrong usage. */
  public static void main(String[] arguments) {
    picocli.CommandLine line = new picocli.CommandLine(new CommandLine());
    line.getCommandSpec().usageMessage().footer(Config.helpText().replace("%", "%%").split("\n"));
    line.setUsageHelpAutoWidth(true).setParameterExceptionHandler(CommandLine::wrongUsage);
    System.exit(line.execute(arguments));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    e.getCommandLine().getErr().println("tidemark: " + e.getMessage() + "; see --help");
    return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }

  /** What {@code --version} prints. */
  static final class Build implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"tidemark " + Version.TEXT};
    }
  }
}
