package io.tidemark.benchmarks.inlining;

import io.tidemark.benchmarks.Benchmark;
import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Scale;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.operations.Arm;
import io.tidemark.benchmarks.programs.HotCallers;
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
 * Whether C2 decides the same in methods that call the maps, with the agent and without.
 *
 * <p>A sample is one decision that a fork took; its value is 1.
 */
public final class Inlining implements Benchmark {

  private static final int SHORT_FORKS = 3;
  private static final int LONG_FORKS = 4;
  private static final int ENTRIES = 100;
  private static final int ATTEMPTS = 5;

  private static final List<Arm> ARMS = List.of(Arm.NONE, Arm.UNCHANGED, Arm.UNDER, Arm.TRACKED);

  /** Those of the short form: one of each woven place that an operation runs. */
  private static final List<String> FEW =
      List.of("removePut", "linkedRemovePut", "clearAndFill", "fillAndDrop", "concurrentRemovePut");

  private static final String TEXT =
      """
      A program has one hot method for each operation on HashMap, LinkedHashMap, HashSet and
      ConcurrentHashMap; each runs in a JVM of its own, after some usual use of maps, and with
      -XX:InlineSmallCode=65536 as above. What C2 decided in the method's last compilation was read
      from `-XX:+LogCompilation`: which calls it inlined, and why it did not inline the others.
      Some decisions differ from run to run, since they depend on what happens to be compiled
      already. So a difference is a decision that all forks of one arm took and no fork of the
      other. Calls to the hooks themselves are left out, and so is all that is inlined into them.
      """;

  @Override
  public String name() {
    return "inlining";
  }

  @Override
  public void run(Session session) throws Exception {
    List<String> methods = session.scale() == Scale.SHORT ? FEW : HotCallers.names();
    for (Jdk jdk : session.jdks()) {
      for (String method : methods) {
        session.alternate(
            jdk,
            method,
            ARMS.stream().map(Arm::title).toList(),
            session.pick(SHORT_FORKS, LONG_FORKS),
            (arm, fork) -> decisions(session, jdk, Arm.of(arm), method));
      }
    }
  }

  /** Runs it again where the machine was too busy to compile the method in time. */
  private static Map<String, Double> decisions(Session session, Jdk jdk, Arm arm, String method)
      throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<String, Double> decisions = attempt(session, jdk, arm, method);
      if (!decisions.isEmpty()) {
        return decisions;
      }
    }
    throw new IllegalStateException(method + " was never compiled with " + arm.title());
  }

  private static Map<String, Double> attempt(Session session, Jdk jdk, Arm arm, String method)
      throws Exception {
    Path log = session.scratch().resolve("compilation.log");
    Files.deleteIfExists(log);
    List<String> arguments = new ArrayList<>(arm.jvmArguments(session, ENTRIES));
    String program = HotCallers.class.getName();
    arguments.addAll(
        List.of(
            "-Xms512m",
            "-Xmx512m",
            Arm.ANY_INLINING,
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+LogCompilation",
            "-XX:LogFile=" + log,
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=dontinline," + program + "::*",
            "-cp",
            Path.of("benchmarks/target/classes").toAbsolutePath().toString(),
            program,
            method));
    try (JavaProcess process = JavaProcess.start(jdk, session.scratch(), arguments)) {
      process.awaitEnd();
    }
    Map<String, Double> decisions = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(log)) {
      CompilationLog.read(lines, program, method).forEach(decision -> decisions.put(decision, 1.0));
    }
    return decisions;
  }

  @Override
  public Section report(Samples samples) {
    StringBuilder body = new StringBuilder(TEXT);
    List<Verdict> verdicts = new ArrayList<>();
    for (int jdk : samples.jdks()) {
      Table table =
          new Table("JDK " + jdk, "against", "decisions in all forks", "only here", "only there");
      StringBuilder names = new StringBuilder();
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
            int differ = difference.onlyHere().size() + difference.onlyThere().size();
            verdicts.add(
                new Verdict(title + ": the same decisions", differ == 0, differ + " differ"));
          }
        }
      }
      body.append("\n").append(table).append(names);
    }
    return new Section("Inlining", body.toString(), verdicts);
  }

  private static void list(StringBuilder to, String title, List<String> decisions) {
    if (!decisions.isEmpty()) {
      to.append("\n").append(title).append(":\n\n");
      decisions.forEach(decision -> to.append("- `").append(decision).append("`\n"));
    }
  }
}
