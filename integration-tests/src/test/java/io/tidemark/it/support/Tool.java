package io.tidemark.it.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that run to their end. */
public final class Tool {

  private Tool() {}

  /**
   * What a program left.
   *
   * @param exitCode its exit code
   * @param stdout its lines of standard output
   * @param stderr its lines of standard error
   */
  public record Result(int exitCode, List<String> stdout, List<String> stderr) {}

  /** Runs a program in this process's environment. */
  public static Result run(List<String> command) {
    return run(command, Map.of(), null);
  }

  /** Runs a program with more environment variables and a file for standard input, or null. */
  public static Result run(List<String> command, Map<String, String> environment, File stdin) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    if (stdin != null) {
      builder.redirectInput(stdin);
    }
    try {
      Process process = builder.start();
      try {
        Lines stdout = new Lines(process.getInputStream(), "stdout of " + command);
        Lines stderr = new Lines(process.getErrorStream(), "stderr of " + command);
        process.getOutputStream().close();
        if (!process.waitFor(Poll.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
          throw new AssertionError(
              "does not end: " + command + "\n" + stdout.soFar() + "\n" + stderr.soFar());
        }
        return new Result(process.exitValue(), stdout.all(), stderr.all());
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a signal by the shell's own {@code kill}: not every machine has the program. */
  public static Result signal(String name, long pid) {
    return run(List.of("sh", "-c", "kill -" + name + " " + pid));
  }

  /** The full path of a program on PATH; fails, saying who installs it, where it is missing. */
  public static String onPath(String program) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      File file = new File(folder, program);
      if (file.canExecute() && file.isFile()) {
        return file.getPath();
      }
    }
    throw new AssertionError(
        program + " is not on PATH: bin/verify installs it (Debian package " + program + ")");
  }

  /** The full path of a shared library; fails, saying who installs it, where it is missing. */
  public static String library(String name, String debianPackage) {
    File[] machines = new File("/usr/lib").listFiles(File::isDirectory);
    for (File machine : machines == null ? new File[0] : machines) {
      File file = new File(machine, name);
      if (file.isFile()) {
        return file.getPath();
      }
    }
    throw new AssertionError(
        name + " is missing: bin/verify installs it (Debian package " + debianPackage + ")");
  }
}
