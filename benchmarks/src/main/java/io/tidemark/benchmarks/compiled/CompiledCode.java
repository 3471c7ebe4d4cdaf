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
import io.tidemark.benchmarks.report.Section;
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

  static final List<Arm> ARMS = List.of(Arm.NONE, Arm.UNCHANGED, Arm.UNDER, Arm.TRACKED);

  /** Those of the short form: one of each woven place that an operation runs. */
  private static final List<String> FEW =
      List.of("removePut", "linkedRemovePut", "clearAndFill", "fillAndDrop", "concurrentRemovePut");

  /** The label of the instructions of one call. */
  static final String INSTRUCTIONS = "instructions";

  private static final int ROUNDS = 3;

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
    return new CompiledReport(samples).section();
  }
}
