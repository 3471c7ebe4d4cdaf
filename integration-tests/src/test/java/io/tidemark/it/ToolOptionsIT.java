package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Cli;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Ports;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.Tool;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under JAVA_TOOL_OPTIONS, as in a container whose every JVM gets them: beside a server that has
 * the port, the JDK's tools and short programs say what they say without Tidemark.
 */
class ToolOptionsIT {

  private static final String PROGRAM =
      """
      public class Greeting {
        public static void main(String[] arguments) {
          System.out.println("hello");
        }
      }
      """;

  private static final int AT_ONCE = 4;

  @TempDir Path folder;

  private final int port = Ports.free();

  @OnEachJdk
  void jdkToolsAllAtOnceSayWhatTheySayWithout(Jdk jdk) throws Exception {
    Path source = Files.writeString(folder.resolve("Greeting.java"), PROGRAM);
    // jshell says so when it has to make it, which is once on a machine
    Files.createDirectories(folder.resolve(".java/.userPrefs"));
    assertThat(Tool.run(List.of(jdk.bin("javac"), source.toString())).exitCode()).isZero();
    try (AgentJvm server = server(jdk)) {
      server.ready();
      List<List<String>> tools = tools(jdk, Long.toString(server.pid()));
      Map<List<String>, Tool.Result> plain = runAll(tools, Map.of());
      Map<List<String>, Tool.Result> under =
          runAll(tools, Map.of("JAVA_TOOL_OPTIONS", toolOptions(jdk)));
      for (List<String> tool : tools) {
        Tool.Result expected = plain.get(tool);
        Tool.Result actual = under.get(tool);
        assertThat(expected.exitCode()).as("%s %s", tool, expected).isZero();
        assertThat(actual.exitCode()).as("%s %s", tool, actual).isZero();
        assertThat(lasting(tool, actual.stdout(), server.pid()))
            .as("%s", tool)
            .isEqualTo(lasting(tool, expected.stdout(), server.pid()));
        assertThat(actual.stderr()).as("%s", tool).isEqualTo(pickedUp(jdk, expected.stderr()));
      }
      System.out.println(jdk + ": " + tools.size() + " tools");
      Soundness.assertSound(server.ready());
    }
  }

  @OnEachJdk
  void programsThatEndBeforeTheSecondTrySayNothingOfThePortThatAServerHas(Jdk jdk) {
    try (AgentJvm server = server(jdk)) {
      CensusClient client = server.ready();
      for (int i = 0; i < 2; i++) {
        try (AgentJvm program = program(jdk)) {
          assertWorksInSilence(jdk, program);
        }
      }
      Soundness.assertSound(client);
      assertThat(server.quit()).isZero();
    }
  }

  /** As in a container, where the command line is run beside the server that it is for. */
  @OnEachJdk
  void theCommandLineLeavesThePortToTheServer(Jdk jdk) {
    try (AgentJvm server = launch(jdk).withoutAgent().main(Application.class, "0").start()) {
      server.awaitStdout("application runs");
      Tool.Result attach =
          Cli.of(jdk)
              .run(
                  Map.of("JAVA_TOOL_OPTIONS", toolOptions(jdk)),
                  "attach",
                  Long.toString(server.pid()),
                  "port=" + port);
      assertThat(attach.exitCode()).as("%s", attach).isZero();
      assertThat(attach.stdout()).contains("serves http://127.0.0.1:" + port + "/");
      assertThat(attach.stderr()).isEqualTo(pickedUp(jdk, List.of()));
      assertThat(server.quit()).isZero();
    }
  }

  private void assertWorksInSilence(Jdk jdk, AgentJvm program) {
    Poll.until(
        "the port is refused",
        () -> Tool.run(List.of(jdk.bin("jcmd"), "" + program.pid(), "VM.system_properties")),
        properties -> properties.stdout().toString().contains("tidemark.http.problem=port"));
    program.run("work");
    assertThat(program.quit()).isEqualTo(3);
    assertThat(program.stdout()).containsExactly("application runs", "20000 entries", "done work");
    assertThat(program.stderr()).isEqualTo(pickedUp(jdk, List.of()));
  }

  private List<List<String>> tools(Jdk jdk, String pid) {
    String type = folder.resolve("Greeting.class").toString();
    String jar = folder.resolve("greeting.jar").toString();
    return Stream.of(
            "javac -d " + folder.resolve("compiled") + " " + folder.resolve("Greeting.java"),
            "javap -c " + type,
            "jar --create --file " + jar + " -C " + folder + " Greeting.class",
            "jdeps -s " + type,
            "javadoc --version",
            "jlink --version",
            "jmod --version",
            "jpackage --version",
            "jfr version",
            "keytool -help",
            "jshell -J-Djava.util.prefs.userRoot=" + folder + " -s -",
            "jps -l",
            "jcmd " + pid + " VM.command_line",
            "jinfo -flag MaxHeapSize " + pid,
            "jstack " + pid,
            "jmap -histo " + pid)
        .map(line -> List.of(line.split(" ")))
        .map(words -> with(jdk.bin(words.get(0)), words.subList(1, words.size())))
        .toList();
  }

  private static List<String> with(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** Several at the same time. */
  private Map<List<String>, Tool.Result> runAll(
      List<List<String>> tools, Map<String, String> environment) throws Exception {
    File script =
        Files.writeString(folder.resolve("script.jsh"), "System.out.println(6 * 7)\n").toFile();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<List<String>, Future<Tool.Result>> started = new LinkedHashMap<>();
      for (List<String> tool : tools) {
        started.put(tool, threads.submit(() -> Tool.run(tool, environment, script)));
      }
      Map<List<String>, Tool.Result> ended = new LinkedHashMap<>();
      for (Map.Entry<List<String>, Future<Tool.Result>> tool : started.entrySet()) {
        ended.put(tool.getKey(), tool.getValue().get());
      }
      return ended;
    } finally {
      threads.shutdownNow();
    }
  }

  /** What a tool printed, without what changes while it looks: other JVMs, threads, objects. */
  private static List<String> lasting(List<String> tool, List<String> printed, long pid) {
    // JVMs that start at once may meet at the performance data of an ended one, and say so
    List<String> stdout = printed.stream().filter(line -> !line.contains("[perf,memops]")).toList();
    String name = Path.of(tool.get(0)).getFileName().toString();
    return switch (name) {
      case "jps" -> stdout.stream().filter(line -> line.startsWith(pid + " ")).toList();
      case "jstack" ->
          stdout.stream()
              .dropWhile(line -> !line.startsWith("\"main\""))
              .skip(1)
              .takeWhile(line -> !line.isBlank())
              .map(line -> line.replaceAll("<0x[0-9a-f]+>", "<an object>"))
              .toList();
      case "jmap" -> stdout.stream().limit(2).toList();
      default -> stdout;
    };
  }

  private List<String> pickedUp(Jdk jdk, List<String> stderr) {
    return Stream.concat(
            Stream.of("Picked up JAVA_TOOL_OPTIONS: " + toolOptions(jdk)), stderr.stream())
        .toList();
  }

  private String toolOptions(Jdk jdk) {
    return launch(jdk).javaagentFlag();
  }

  private Launch launch(Jdk jdk) {
    return Launch.on(jdk).options("port=" + port);
  }

  private AgentJvm server(Jdk jdk) {
    return launch(jdk).main(Application.class, "0").start();
  }

  private AgentJvm program(Jdk jdk) {
    return launch(jdk)
        .withoutAgent()
        .environment("JAVA_TOOL_OPTIONS", toolOptions(jdk))
        .main(Application.class, "3")
        .start();
  }
}
