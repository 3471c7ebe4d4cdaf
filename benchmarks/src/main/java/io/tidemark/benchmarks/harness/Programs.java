package io.tidemark.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Programs of the benchmarks' own class path, run in JVMs of their own. They print what they
 * measured in lines that {@link #figure} makes.
 */
public final class Programs {

  public static final String NO_AGENT = "no agent";
  public static final String IDLE = "idle agent";
  public static final String UNCHANGED = "retransformed unchanged";
  public static final String TIDEMARK = "Tidemark";

  private static final String MARK = "figure: ";

  private Programs() {}

  /** Prints a figure; called in the measured JVM. */
  public static void figure(String metric, double value) {
    System.out.println(MARK + metric + "\t" + value);
  }

  /** The figures that a program printed. */
  public static Map<String, Double> figures(String output) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String line : output.split("\n")) {
      if (line.startsWith(MARK)) {
        String[] cells = line.substring(MARK.length()).split("\t");
        figures.put(cells[0], Double.parseDouble(cells[1]));
      }
    }
    return figures;
  }

  /** Runs a program to its end and returns its figures. */
  public static Map<String, Double> run(
      Session session, Jdk jdk, List<String> options, Class<?> program, Object... arguments)
      throws IOException, InterruptedException {
    try (JavaProcess process = start(session, jdk, options, program, arguments)) {
      return figures(process.awaitEnd().output());
    }
  }

  /** Starts a program, which prints its figures until it ends. */
  public static JavaProcess start(
      Session session, Jdk jdk, List<String> options, Class<?> program, Object... arguments)
      throws IOException {
    return JavaProcess.start(jdk, session.scratch(), command(options, program, arguments));
  }

  /** The arguments of {@code java} for a program, which starts once the agent has woven. */
  public static List<String> command(List<String> options, Class<?> program, Object... arguments) {
    List<String> command = new ArrayList<>(options);
    command.add("-cp");
    command.add(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(AgentReady.class.getName());
    command.add(program.getName());
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return command;
  }

  /**
   * The options of {@code java} for an arm: {@link #NO_AGENT}, {@link #IDLE}, {@link #UNCHANGED} or
   * {@link #TIDEMARK}.
   *
   * @param configuration of Tidemark, {@code key=value,key=value}
   */
  public static List<String> agent(Session session, String arm, String configuration)
      throws IOException {
    return switch (arm) {
      case NO_AGENT -> List.of();
      case IDLE -> List.of("-javaagent:" + Agents.idle(session.scratch()));
      case UNCHANGED -> List.of("-javaagent:" + Agents.unchanged(session.scratch()));
      case TIDEMARK ->
          List.of(
              "-javaagent:"
                  + session.tidemark()
                  + "=port=0,banner=false"
                  + (configuration.isEmpty() ? "" : "," + configuration),
              AgentReady.ARGUMENT);
      default -> throw new IllegalArgumentException("no such arm: " + arm);
    };
  }
}
