package io.tidemark.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM that a test started, by default under Tidemark. Closing it kills the process. A JVM in
 * which threads wait for each other for good fails its test.
 */
public final class AgentJvm implements AutoCloseable {

  private static final Pattern START_LINE = Pattern.compile("http://([0-9a-zA-Z.]+):(\\d+)/");

  private final Jdk jdk;
  private final List<String> flags;
  private final Process process;
  private final Lines stdout;
  private final Lines stderr;
  private final boolean answers;
  private boolean asked;

  /**
   * @param answers whether it can be asked for its threads
   */
  AgentJvm(Jdk jdk, List<String> flags, Process process, boolean answers) {
    this.jdk = jdk;
    this.flags = flags;
    this.answers = answers;
    this.process = process;
    stdout = new Lines(process.getInputStream(), "stdout of " + process.pid());
    stderr = new Lines(process.getErrorStream(), "stderr of " + process.pid());
  }

  /** The JDK that it runs on. */
  public Jdk jdk() {
    return jdk;
  }

  /** The JVM flags that it was started with, without agents. */
  public List<String> flags() {
    return flags;
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The lines of standard output up to now; all of them once the process ended. */
  public List<String> stdout() {
    return process.isAlive() ? stdout.soFar() : stdout.all();
  }

  /** The lines of standard error up to now; all of them once the process ended. */
  public List<String> stderr() {
    return process.isAlive() ? stderr.soFar() : stderr.all();
  }

  /** Writes one line to the program's standard input. */
  public void send(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(describe(), e);
    }
  }

  /**
   * Sends a command to a workload program and waits for the marker that says it was carried out.
   */
  public void run(String command) {
    long before = doneMarkers(command);
    send(command);
    awaitAlive("done " + command, () -> doneMarkers(command) > before);
  }

  /** Waits until standard output has a line that starts so, and returns it. */
  public String awaitStdout(String start) {
    awaitAlive("stdout line " + start, () -> firstStdout(start).isPresent());
    return firstStdout(start).orElseThrow();
  }

  /** Waits until standard error has so many lines. */
  public void awaitStderrLines(int count) {
    awaitAlive(count + " lines on stderr", () -> stderr().size() >= count);
  }

  /** Where Tidemark serves in this JVM, taken from its start line on standard error. */
  public URI http() {
    awaitAlive("start line", () -> startLine().isPresent());
    return startLine().orElseThrow();
  }

  /** A client of this JVM's Tidemark, once the first census was taken. */
  public CensusClient ready() {
    CensusClient client = new CensusClient(http());
    awaitAlive("ready", client::isReady);
    return client;
  }

  /** Tells a workload program to end and returns its exit code. */
  public int quit() {
    assertNoDeadlock();
    send("quit");
    return awaitExit();
  }

  /** Waits for the process's end and returns its exit code. */
  public int awaitExit() {
    try {
      if (!process.waitFor(Poll.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("does not end: " + describe() + threads());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      assertNoDeadlock();
    } finally {
      process.destroyForcibly();
      awaitExit();
      ThreadDump.tidyUp(process);
    }
  }

  /** Asks once at most, and only while the process runs. */
  private void assertNoDeadlock() {
    if (asked || !answers || !process.isAlive()) {
      return;
    }
    asked = true;
    List<String> deadlocks = ThreadDump.deadlocks(ThreadDump.of(process));
    if (!deadlocks.isEmpty()) {
      throw new AssertionError(String.join("\n", deadlocks) + "\nin " + describe());
    }
  }

  private String threads() {
    return answers && process.isAlive()
        ? "\nthreads: " + String.join("\n", ThreadDump.of(process))
        : "";
  }

  private void awaitAlive(String what, java.util.concurrent.Callable<Boolean> condition) {
    Boolean met;
    try {
      met = Poll.until(what, () -> condition.call() || !process.isAlive(), Boolean::booleanValue);
      met = condition.call();
    } catch (Exception e) {
      throw new AssertionError(what + ": " + describe() + threads(), e);
    }
    if (!met) {
      throw new AssertionError(what + " did not come before the process ended: " + describe());
    }
  }

  private long doneMarkers(String command) {
    return stdout().stream().filter(("done " + command)::equals).count();
  }

  private Optional<String> firstStdout(String start) {
    return stdout().stream().filter(line -> line.startsWith(start)).findFirst();
  }

  private Optional<URI> startLine() {
    return stderr().stream()
        .map(START_LINE::matcher)
        .filter(Matcher::find)
        .map(matcher -> URI.create(matcher.group()))
        .findFirst();
  }

  private String describe() {
    return jdk
        + " "
        + process.info().commandLine().orElse("process " + process.pid())
        + "\nstdout: "
        + String.join("\n", stdout.soFar())
        + "\nstderr: "
        + String.join("\n", stderr.soFar());
  }
}
