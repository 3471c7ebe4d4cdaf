package io.tidemark.benchmarks.pauses;

import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.harness.Jdk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program of this module that says for how long it was stopped; the JVM's own log of safepoints
 * is the second witness. Used by one thread.
 */
public final class WatchedProgram implements AutoCloseable {

  /** The longest time for which the program's own thread was stopped. */
  public static final String PAUSE = "longest pause ms";

  /** The longest safepoint in the JVM's log. */
  public static final String SAFEPOINT = "longest safepoint ms";

  /** All safepoints in the JVM's log. */
  public static final String SAFEPOINTS = "all safepoints ms";

  private final JavaProcess process;
  private final Path logFile;
  private final SafepointLog log;
  private int window;

  private WatchedProgram(JavaProcess process, Path logFile, SafepointLog log) {
    this.process = process;
    this.logFile = logFile;
    this.log = log;
  }

  /** Starts one and waits until it says that it is ready. */
  public static WatchedProgram start(Jdk jdk, Path scratch, List<String> arguments)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(scratch, "safepoints", ".log");
    SafepointLog log = new SafepointLog(file);
    List<String> all = new ArrayList<>(List.of(log.option(), "-cp", "" + classes()));
    all.addAll(arguments);
    WatchedProgram program = new WatchedProgram(JavaProcess.start(jdk, scratch, all), file, log);
    try {
      program.process.awaitLine("ready");
      return program;
    } catch (IOException | InterruptedException e) {
      program.close();
      throw e;
    }
  }

  private static Path classes() {
    return Path.of("benchmarks/target/classes").toAbsolutePath();
  }

  /** The program's process. */
  public JavaProcess process() {
    return process;
  }

  /** Something done to the program. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  /** Does something to the program, and tells for how long it was stopped meanwhile. */
  public Map<String, Double> during(Action action) throws Exception {
    window++;
    int lines = log.lines();
    say("begin " + window);
    process.awaitLine("begun " + window);
    action.run();
    say("end " + window);
    String pause = process.awaitLine("pause " + window + " ");
    Map<String, Double> figures = new TreeMap<>();
    figures.put(PAUSE, Long.parseLong(pause.split(" ")[2]) / 1e6);
    figures.put(SAFEPOINT, log.longestAfter(lines));
    figures.put(SAFEPOINTS, log.allAfter(lines));
    return figures;
  }

  private void say(String line) throws IOException {
    OutputStream in = process.process().getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    in.flush();
  }

  @Override
  public void close() {
    process.close();
    logFile.toFile().delete();
  }
}
