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

/** Waits, in a JVM that is measured, until the agent has woven the maps. */
public final class AgentReady {

  /** The JVM's argument that says that there is an agent to wait for. */
  public static final String ARGUMENT = "-Dbenchmarks.await=true";

  private static final String EXPECTED = "benchmarks.await";

  private static final String PORT = "tidemark.http.port";

  private static final int PATIENCE_MILLIS = 60_000;

  private AgentReady() {}

  /** Runs a program once the agent has woven: its class's name, then its own arguments. */
  public static void main(String[] arguments) throws Exception {
    await();
    String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) own);
  }

  /**
   * Returns at once where no Tidemark is expected. Asks over a plain socket, which loads the least.
   *
   * @throws IllegalStateException when it is not ready after a minute, or a hook is not active
   */
  public static void await() throws IOException, InterruptedException {
    if (!Boolean.getBoolean(EXPECTED)) {
      return;
    }
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (!isReady()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Tidemark does not become ready");
      }
      Thread.sleep(20);
    }
    List<String> hooks =
        get("/metrics").stream().filter(line -> line.startsWith("tidemark_hook_active{")).toList();
    if (hooks.isEmpty() || !hooks.stream().allMatch(line -> line.endsWith(" 1.0"))) {
      throw new IllegalStateException("not all hooks are active: " + hooks);
    }
  }

  private static boolean isReady() throws IOException {
    return System.getProperty(PORT) != null && get("/-/ready").get(0).contains(" 200 ");
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
