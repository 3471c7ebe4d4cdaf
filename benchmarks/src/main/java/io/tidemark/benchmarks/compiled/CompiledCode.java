package io.tidemark.benchmarks.compiled;

import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Scale;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.harness.StepCounter;
import io.tidemark.benchmarks.operations.Arm;
import io.tidemark.benchmarks.programs.HotCallers;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Case;
import io.tidemark.benchmarks.report.Outcome;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.report.Table;
import io.tidemark.benchmarks.report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What C2 makes of methods that call the maps, with the agent and without: the calls that it
 * inlines and the instructions that run.
 *
 * <p>A sample is one decision that a fork took, whose value is 1, or its instructions.
 */
public final class CompiledCode implements Benchmark {

  private static final int SHORT_FORKS = 3;
  private static final int LONG_FORKS = 3;
  private static final int ENTRIES = 100;
  private static final int ATTEMPTS = 5;

  private static final List<Arm> ARMS = List.of(Arm.NONE, Arm.UNCHANGED, Arm.UNDER, Arm.TRACKED);

  /** Those of the short form: one of each woven place that an operation runs. */
  private static final List<String> FEW =
      List.of("removePut", "linkedRemovePut", "clearAndFill", "fillAndDrop", "concurrentRemovePut");

  /** The label of the instructions of one call. */
  static final String INSTRUCTIONS = "instructions";

  private static final int ROUNDS = 3;

  private static final String TEXT =
      """
      A program has one hot method for each operation on HashMap, LinkedHashMap, HashSet and
      ConcurrentHashMap; each runs in a JVM of its own, after some usual use of maps, and with
      -XX:InlineSmallCode=65536 -XX:TypeProfileWidth=8 as above. As there, maps that are made anew in
      each call are not measured tracked. What C2 decided in the method's last compilation was read
      from `-XX:+LogCompilation`: which calls it inlined, and which not. Some decisions differ from
      run to run, since they depend on what happens to be compiled already. So a difference is a
      decision that all forks of one arm took and no fork of the other. Calls to the hooks themselves
      are left out, and so is all that is inlined into them.

      The instructions are those of the thread that calls the method, for one call and the loop
      around it. A second process lets the thread run one instruction at a time, so no noise of the
      machine moves the figure, but each JVM's compiler allots registers and orders code anew. In the
      rows recorded so far the JVMs with Tidemark had asked its HTTP server for its metrics first, as
      above.
      """;

  @Override
  public String name() {
    return "compiled";
  }

  @Override
  public void run(Session session) throws Exception {
    StepCounter counter = StepCounter.in(session.scratch());
    List<String> methods = session.scale() == Scale.SHORT ? FEW : HotCallers.names();
    for (Jdk jdk : session.jdks()) {
      for (String method : methods) {
        session.alternate(
            jdk,
            method,
            arms(method).stream().map(Arm::title).toList(),
            session.pick(SHORT_FORKS, LONG_FORKS),
            (arm, fork) -> measure(session, jdk, Arm.of(arm), method, counter));
      }
    }
  }

  /** A map that is made anew in each call is small, and no default tracks such. */
  private static List<Arm> arms(String method) {
    return ARMS.stream()
        .filter(arm -> arm != Arm.TRACKED || !HotCallers.makesMaps(method))
        .toList();
  }

  /** Runs it again where the machine was too busy to compile the method in time. */
  private static Map<String, Double> measure(
      Session session, Jdk jdk, Arm arm, String method, StepCounter counter) throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Path log = session.scratch().resolve("compilation.log");
      Files.deleteIfExists(log);
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(INSTRUCTIONS, instructions(session, jdk, arm, method, log, counter));
      try (Stream<String> lines = Files.lines(log)) {
        CompilationLog.read(lines, HotCallers.class.getName(), method)
            .forEach(decision -> figures.put(decision, 1.0));
      }
      if (figures.size() > 1) {
        return figures;
      }
    }
    throw new IllegalStateException(method + " was never compiled with " + arm.title());
  }

  /** The instructions of one call; the compiler's decisions are in the log then. */
  private static double instructions(
      Session session, Jdk jdk, Arm arm, String method, Path log, StepCounter counter)
      throws Exception {
    String program = HotCallers.class.getName();
    Path rounds = session.scratch().resolve("rounds");
    List<String> arguments = new ArrayList<>(arm.jvmArguments(session, ENTRIES));
    arguments.addAll(Arm.WITHOUT_CHANCE);
    arguments.addAll(
        List.of(
            "-Xms512m",
            "-Xmx512m",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+LogCompilation",
            "-XX:LogFile=" + log,
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=dontinline," + program + "::*",
            "-cp",
            Path.of("benchmarks/target/classes").toAbsolutePath().toString(),
            program,
            method,
            rounds.toString()));
    try (JavaProcess process = JavaProcess.start(jdk, session.scratch(), arguments)) {
      String thread = process.awaitLine("thread ").replaceAll(".*thread ", "");
      double steps = counter.stepsARound(thread, rounds, ROUNDS);
      process.awaitEnd();
      return steps / HotCallers.callsARound(method);
    }
  }

  @Override
  public Section report(Samples samples) {
    StringBuilder body = new StringBuilder(TEXT);
    List<Verdict> verdicts = new ArrayList<>();
    for (int jdk : samples.jdks()) {
      Instructions instructions = new Instructions(samples, jdk);
      body.append("\n").append(instructions.table());
      verdicts.addAll(instructions.verdicts());
      Table table =
          new Table("JDK " + jdk, "against", "decisions in all forks", "only here", "only there");
      StringBuilder names = new StringBuilder();
      Difference unchanged = Difference.of(samples, jdk, Arm.UNCHANGED.title(), Arm.NONE.title());
      for (Arm arm : ARMS) {
        for (Arm against : List.of(Arm.NONE, Arm.UNCHANGED)) {
          if (arm.compareTo(against) <= 0) {
            continue;
          }
          Difference difference = Difference.of(samples, jdk, arm.title(), against.title());
          table.row(
              arm.title(),
              against.title(),
              Integer.toString(difference.decisions()),
              Integer.toString(difference.onlyHere().size()),
              Integer.toString(difference.onlyThere().size()));
          String title = "JDK " + jdk + ", " + arm.title() + ", against " + against.title();
          list(names, title + ", only here", difference.onlyHere());
          list(names, title + ", only there", difference.onlyThere());
          if (arm == Arm.UNDER || arm == Arm.TRACKED) {
            verdicts.add(
                new Verdict(
                    title + ": the same decisions",
                    against == Arm.NONE
                        ? beside(difference, unchanged)
                        : same(difference, difference.count() + " differ")));
          }
        }
      }
      body.append("\n").append(table).append(names);
    }
    return new Section("Compiled code", body.toString(), verdicts);
  }

  private static Case same(Difference difference, String figures) {
    return Case.exact("", difference.count() == 0, figures);
  }

  /** Missed by unchanged classes, too, only where each decision differs in the same way there. */
  private static Case beside(Difference difference, Difference unchanged) {
    int shared = difference.sharedWith(unchanged);
    Case all =
        same(
            difference,
            difference.count() + " differ, " + shared + " of them with unchanged classes, too");
    return all.beside(
        Arm.UNCHANGED.title(), shared == difference.count() ? Outcome.MISSED : Outcome.MET);
  }

  private static void list(StringBuilder to, String title, List<String> decisions) {
    if (!decisions.isEmpty()) {
      to.append("\n").append(title).append(":\n\n");
      decisions.forEach(decision -> to.append("- `").append(decision).append("`\n"));
    }
  }
}
