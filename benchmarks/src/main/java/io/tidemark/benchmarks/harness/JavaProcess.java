package io.tidemark.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process that is measured. Used by one thread.
 *
 * <p>Its output goes to a file in the scratch folder, so that no pipe holds it up.
 */
public final class JavaProcess implements AutoCloseable {

  private final Process process;
  private final Path output;
  private final long started;
  private final double cpuBefore;

  private JavaProcess(Process process, Path output, long started, double cpuBefore) {
    this.process = process;
    this.output = output;
    this.started = started;
    this.cpuBefore = cpuBefore;
  }

  /** Starts one with that JDK. Its standard output and error go to one file. */
  public static JavaProcess start(Jdk jdk, Path scratch, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.bin("java"));
    command.addAll(arguments);
    Path output = Files.createTempFile(scratch, "process", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("JAVA_TOOL_OPTIONS|JDK_.*"));
    double cpu = childrenCpuMillis();
    long started = System.nanoTime();
    return new JavaProcess(builder.start(), output, started, cpu);
  }

  public long pid() {
    return process.pid();
  }

  /** When it was started, on the clock of {@link System#nanoTime()}. */
  public long startedNanos() {
    return started;
  }

  public Process process() {
    return process;
  }

  /** What it printed up to now. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  /** Waits until it has printed a line that contains the text, and returns that line. */
  public String awaitLine(String text) throws IOException, InterruptedException {
    while (true) {
      boolean ended = !process.isAlive();
      for (String line : output().split("\n")) {
        if (line.contains(text)) {
          return line;
        }
      }
      if (ended) {
        throw new IOException("ended without printing '" + text + "':\n" + output());
      }
      Thread.sleep(5);
    }
  }

  /**
   * Waits for its end.
   *
   * @throws IOException when its exit code is not 0, with what it printed
   */
  public Ended awaitEnd() throws IOException, InterruptedException {
    int code = process.waitFor();
    double wall = (System.nanoTime() - started) / 1e6;
    if (code != 0) {
      throw new IOException("exit code " + code + ":\n" + output());
    }
    return new Ended(wall, childrenCpuMillis() - cpuBefore, output());
  }

  /**
   * A process that ended well.
   *
   * @param wallMillis from before its start to after its end
   * @param cpuMillis user and system time, to 10 ms; only right while no other child ends
   * @param output what it printed
   */
  public record Ended(double wallMillis, double cpuMillis, String output) {}

  /** A figure of {@code /proc/PID/status} in KiB, such as {@code VmRSS} or {@code VmHWM}. */
  public long statusKib(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no " + field + " in the status of process " + pid());
  }

  /** User and system time up to now, in milliseconds, to 10 ms. */
  public double cpuMillis() throws IOException {
    return ticks("/proc/" + pid() + "/stat", 13) * 10;
  }

  private static double childrenCpuMillis() throws IOException {
    return ticks("/proc/self/stat", 15) * 10;
  }

  /** The sum of a field and the next, counted from 0 as in proc(5) less one, in 1/100 s. */
  private static double ticks(String file, int field) throws IOException {
    String stat = Files.readString(Path.of(file));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Double.parseDouble(fields[field - 2]) + Double.parseDouble(fields[field - 1]);
  }

  /** Ends it if it still runs. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
