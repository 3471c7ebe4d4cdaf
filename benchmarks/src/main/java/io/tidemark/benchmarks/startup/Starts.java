package io.tidemark.benchmarks.startup;

import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts programs under an agent and takes the time. Used by one thread. */
final class Starts {

  static final String MAIN = "to main ms";
  static final String END = "to the end ms";
  static final String ANSWER = "to the answer ms";
  static final String CPU = "CPU ms";

  private final Jdk jdk;
  private final StartedAgents agents;
  private final Path scratch;

  Starts(Jdk jdk, StartedAgents agents, Path scratch) {
    this.jdk = jdk;
    this.agents = agents;
    this.scratch = scratch;
  }

  /** Starts a program that does not end by itself. */
  JavaProcess start(String arm, int port, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(agents.options(arm, port));
    all.addAll(arguments);
    return JavaProcess.start(jdk, scratch, all);
  }

  /** Hello world, from its start to its end. */
  Map<String, Double> hello(String arm, List<String> program) throws Exception {
    try (JavaProcess process = start(arm, Ports.free(), program)) {
      JavaProcess.Ended ended = process.awaitEnd();
      String line = process.awaitLine("main ");
      // HotSpot's nanoTime is CLOCK_MONOTONIC on Linux: one clock for all processes
      double main = (Long.parseLong(line.substring(5)) - process.startedNanos()) / 1e6;
      if (main <= 0 || main >= ended.wallMillis()) {
        throw new IOException("main at " + main + " ms of " + ended.wallMillis());
      }
      return Map.of(MAIN, main, END, ended.wallMillis(), CPU, ended.cpuMillis());
    }
  }

  /** H2's server, from its start to its first answer over JDBC. */
  Map<String, Double> server(String arm, List<String> program) throws Exception {
    int port = Ports.free();
    List<String> arguments = new ArrayList<>(program);
    arguments.addAll(List.of("-tcp", "-tcpPort", Integer.toString(port), "-ifNotExists"));
    try (JavaProcess process = start(arm, Ports.free(), arguments)) {
      answer(process, port);
      double wall = (System.nanoTime() - process.startedNanos()) / 1e6;
      return Map.of(ANSWER, wall, CPU, process.cpuMillis());
    }
  }

  private static void answer(JavaProcess server, int port) throws Exception {
    // H2's client sleeps for longer and longer between its attempts to connect
    while (!listens(port)) {
      if (!server.process().isAlive()) {
        throw new IOException("the server ended:\n" + server.output());
      }
      Thread.sleep(1);
    }
    String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:start";
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("select 1")) {
      rows.next();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}
