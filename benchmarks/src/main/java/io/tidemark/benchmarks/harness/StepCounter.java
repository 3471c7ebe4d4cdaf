package io.tidemark.benchmarks.harness;

import io.tidemark.benchmarks.stats.Spread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the instructions that a thread of another process takes, one by one: a figure that no
 * noise of the machine moves. Linux on x86-64; needs a C compiler, {@code cc}. Used by one thread.
 */
public final class StepCounter {

  private static final Path SOURCE = Path.of("benchmarks/src/main/c/count_steps.c");

  private final Path program;

  private StepCounter(Path program) {
    this.program = program;
  }

  /** Compiles the program that counts. */
  public static StepCounter in(Path scratch) throws IOException, InterruptedException {
    Path program = scratch.resolve("count_steps");
    run("cc", "-O2", "-o", program.toString(), SOURCE.toAbsolutePath().toString());
    return new StepCounter(program);
  }

  /**
   * The instructions of one round of a thread's work, the median of several.
   *
   * @param thread its id
   * @param file in which the thread tells of each round
   * @throws IOException when the thread can't be traced, or ends
   */
  public double stepsARound(String thread, Path file, int rounds)
      throws IOException, InterruptedException {
    List<Double> steps = new ArrayList<>();
    for (String line :
        run(program.toString(), thread, file.toString(), Integer.toString(rounds)).split("\n")) {
      steps.add(Double.parseDouble(line));
    }
    return Spread.of(steps).median();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
