package io.tidemark.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Waits, in a JVM that is measured, until the agent is in, and sees afterwards that it was. */
public final class AgentReady {

  /** The JVM's argument that says that there is an agent to wait for. */
  public static final String ARGUMENT = "-Dbenchmarks.await=true";

  private static final String EXPECTED = "benchmarks.await";

  private static final String PORT = "tidemark.http.port";

  private static final int PATIENCE_MILLIS = 60_000;

  /** The first sweep comes a fifth of a second after the port, and with it the proof of hooks. */
  private static final int SETTLE_MILLIS = 3000;

  private AgentReady() {}

  /** Runs a program once the agent has woven: its class's name, then its own arguments. */
  public static void main(String[] arguments) throws Exception {
    await();
    String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) own);
    check();
  }

  /**
   * Returns at once where no Tidemark is expected.
   *
   * @throws IllegalStateException when it does not serve after a minute
   */
  public static void await() throws InterruptedException {
    if (!Boolean.getBoolean(EXPECTED)) {
      return;
    }
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    // no request: it would use maps in this arm alone, before the compiler has seen the program's
    while (System.getProperty(PORT) == null) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Tidemark does not become ready");
      }
      Thread.sleep(20);
    }
    Thread.sleep(SETTLE_MILLIS);
  }

  /**
   * Called once all is measured. Returns at once where no Tidemark is expected.
   *
   * @throws IllegalStateException when it is not ready, or a hook is not active
   */
  public static void check() throws IOException {
    if (!Boolean.getBoolean(EXPECTED)) {
      return;
    }
    String ready = get("/-/ready").get(0);
    if (!ready.contains(" 200 ")) {
      throw new IllegalStateException("Tidemark was not ready: " + ready);
    }
    List<String> metrics = get("/metrics");
    if (!areHooksActive(metrics)) {
      throw new IllegalStateException("not all hooks are active: " + metrics);
    }
  }

  static boolean areHooksActive(List<String> metrics) {
    List<String> hooks =
        metrics.stream().filter(line -> line.startsWith("tidemark_hook_active{")).toList();
    return !hooks.isEmpty() && hooks.stream().allMatch(line -> line.endsWith(" 1.0"));
  }

  private static List<String> get(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT));
        PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      out.print("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n");
      out.flush();
      return in.lines().toList();
    }
  }
}
