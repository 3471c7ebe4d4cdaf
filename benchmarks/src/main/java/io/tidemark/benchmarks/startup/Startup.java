package io.tidemark.benchmarks.startup;

import io.tidemark.benchmarks.harness.Jars;
import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Ports;
import io.tidemark.benchmarks.harness.Samples;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.programs.Hello;
import io.tidemark.benchmarks.report.Benchmark;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an application's start costs under each agent. */
public final class Startup implements Benchmark {

  static final String HELLO = "hello world";
  static final String SERVER = "H2 server";
  static final String ARCHIVED = ", with its AppCDS archive";

  private static final String ASLEEP = "600000";

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public void run(Session session) throws Exception {
    Path scratch = session.scratch();
    StartedAgents agents = new StartedAgents(session.tidemark(), scratch);
    Path helloJar = Jars.write(scratch.resolve("hello.jar"), Map.of(), List.of(Hello.class));
    List<String> hello = List.of("-cp", helloJar.toString(), Hello.class.getName());
    Path h2 =
        Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> server = List.of("-cp", h2.toString(), "org.h2.tools.Server");
    for (Jdk jdk : session.jdks()) {
      Starts starts = new Starts(jdk, agents, scratch);
      Path helloArchive = scratch.resolve("hello-" + jdk.feature() + ".jsa");
      Path serverArchive = scratch.resolve("h2-" + jdk.feature() + ".jsa");
      starts.hello(StartedAgents.NONE, with("-XX:ArchiveClassesAtExit=" + helloArchive, hello));
      archiveServer(starts, with("-XX:ArchiveClassesAtExit=" + serverArchive, server));
      measure(session, jdk, HELLO, session.pick(3, 9), arm -> starts.hello(arm, hello));
      measure(session, jdk, SERVER, session.pick(1, 5), arm -> starts.server(arm, server));
      List<String> archivedHello = with("-XX:SharedArchiveFile=" + helloArchive, hello);
      List<String> archivedServer = with("-XX:SharedArchiveFile=" + serverArchive, server);
      measure(
          session,
          jdk,
          HELLO + ARCHIVED,
          session.pick(3, 9),
          arm -> starts.hello(arm, archivedHello));
      measure(
          session,
          jdk,
          SERVER + ARCHIVED,
          session.pick(1, 5),
          arm -> starts.server(arm, archivedServer));
      List<String> asleep = new ArrayList<>(hello);
      asleep.add(ASLEEP);
      Memory.measure(session, jdk, starts, agents, asleep, session.pick(2, 3));
      Files.delete(helloArchive);
      Files.delete(serverArchive);
    }
  }

  @Override
  public Section report(Samples samples) {
    return new StartupReport(samples).section();
  }

  /** One start under an agent. */
  @FunctionalInterface
  private interface Start {
    Map<String, Double> under(String arm) throws Exception;
  }

  private static void measure(Session session, Jdk jdk, String what, int forks, Start start)
      throws Exception {
    session.alternate(jdk, what, StartedAgents.ALL, forks, (arm, fork) -> start.under(arm));
  }

  /** The JVM writes the archive when it is told to end. */
  private static void archiveServer(Starts starts, List<String> server) throws Exception {
    List<String> arguments = new ArrayList<>(server);
    arguments.addAll(List.of("-tcp", "-tcpPort", "0", "-ifNotExists"));
    try (JavaProcess process = starts.start(StartedAgents.NONE, Ports.free(), arguments)) {
      process.awaitLine("TCP server running");
      process.process().destroy();
      process.process().waitFor();
    }
  }

  private static List<String> with(String option, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(option));
    all.addAll(arguments);
    return all;
  }
}
