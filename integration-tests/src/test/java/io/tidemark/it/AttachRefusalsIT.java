package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Cli;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not done, is not done to real JVMs: each gets a reason, and the JVM notices nothing. */
class AttachRefusalsIT {

  private static final List<String> COMMANDS =
      List.of("attach", "status", "report", "scan", "detach");
  private static final String OLD_PROGRAM =
      """
      public class OldProgram {
        public static void main(String[] arguments) throws Exception {
          System.out.println("application runs");
          System.in.read();
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void aProcessThatIsNotThere() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    assertRefused(Cli.of(Jdk.first()), ended.pid(), "there is no process " + ended.pid());
  }

  @Test
  void aProcessThatIsNoJvm() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "1000").start();
    try {
      assertRefused(Cli.of(Jdk.first()), sleep.pid(), "is no JVM, it runs sleep");
      assertThat(sleep.isAlive()).isTrue();
    } finally {
      sleep.destroyForcibly();
    }
  }

  static Stream<Arguments> flags() {
    return Jdk.matrix()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(
                        jdk, "-XX:+DisableAttachMechanism", "", "-XX:+DisableAttachMechanism"),
                    Arguments.of(
                        jdk,
                        "-XX:+DisableAttachMechanism",
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism")));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("flags")
  void aJvmThatCanNotTakeTheSignal(Jdk jdk, String flag, String more, String reason) {
    String[] flags = Stream.of(flag, more).filter(f -> !f.isEmpty()).toArray(String[]::new);
    try (AgentJvm jvm = started(jdk, flags)) {
      assertRefused(Cli.of(jdk), jvm.pid(), reason);
      assertUntouched(jvm);
    }
  }

  @OnEachJdk
  void aJvmWithReducedSignalsIsAttachedWithoutOneOrNotAtAll(Jdk jdk) throws Exception {
    for (String[] flags : new String[][] {{"-Xrs"}, {"-Xrs", "-XX:-UsePerfData"}}) {
      try (AgentJvm jvm = started(jdk, flags)) {
        Path socket = Path.of("/tmp/.java_pid" + jvm.pid());
        Poll.until("socket", () -> Files.exists(socket), Boolean::booleanValue);
        Files.delete(socket);
        assertRefused(Cli.of(jdk), jvm.pid(), "runs with -Xrs");
        assertUntouched(jvm);
      }
    }
    try (AgentJvm jvm = started(jdk, "-Xrs")) {
      Poll.until(
          "socket",
          () -> Files.exists(Path.of("/tmp/.java_pid" + jvm.pid())),
          Boolean::booleanValue);
      Tool.Result attach = Cli.of(jdk).run(jvm, "attach", "port=0", "sweep.interval=200ms");
      assertThat(attach.exitCode()).as("%s", attach).isZero();
      jvm.run("work");
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).containsExactly("application runs", "20000 entries", "done work");
    }
  }

  @OnEachJdk
  void aJvmWhoseFlagsComeFromItsEnvironment(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk)
            .withoutAgent()
            .environment("JDK_JAVA_OPTIONS", "-XX:+DisableAttachMechanism -XX:-UsePerfData")
            .main(Application.class, "0")
            .start()) {
      jvm.awaitStdout("application runs");
      assertRefused(Cli.of(jdk), jvm.pid(), "-XX:+DisableAttachMechanism");
      jvm.run("work");
      assertThat(jvm.stdout()).noneMatch(line -> line.contains("thread dump"));
    }
  }

  @OnEachJdk
  void aJvmThatIsStillStarting(Jdk jdk) throws Exception {
    Path fifo = folder.resolve("flags");
    assertThat(Tool.run(List.of("mkfifo", fifo.toString())).exitCode()).isZero();
    // it reads its flags from there, long before it catches signals
    try (AgentJvm jvm =
        Launch.on(jdk)
            .withoutAgent()
            .flags("-XX:Flags=" + fifo)
            .main(Application.class, "0")
            .start()) {
      Path maps = Path.of("/proc/" + jvm.pid() + "/maps");
      Poll.until("libjvm", () -> Files.readString(maps), text -> text.contains("libjvm.so"));
      assertRefused(Cli.of(jdk), jvm.pid(), "still starting");
      Files.writeString(fifo, "");
      jvm.awaitStdout("application runs");
      assertUntouched(jvm);
    }
  }

  @OnEachJdk
  void aJvmThatIsStopped(Jdk jdk) {
    try (AgentJvm jvm = started(jdk)) {
      signal("STOP", jvm);
      assertRefused(Cli.of(jdk), jvm.pid(), "is stopped");
      signal("CONT", jvm);
      assertUntouched(jvm);
    }
  }

  @OnEachJdk
  void aRequestToListenThatIsLeftFromBefore(Jdk jdk) throws IOException {
    try (AgentJvm jvm = started(jdk)) {
      Path trigger = Files.write(Path.of("/tmp/.attach_pid" + jvm.pid()), new byte[0]);
      assumeThat(Files.getAttribute(trigger, "unix:uid"))
          .as("only root gives files away")
          .isEqualTo(0);
      Files.setAttribute(trigger, "unix:uid", 1);
      Cli cli = Cli.of(jdk);
      assertRefused(cli.run(jvm, "attach", "port=0"), trigger + " belongs to the user 1");
      Files.setAttribute(trigger, "unix:uid", 0);
      Tool.Result attach = cli.run(jvm, "attach", "port=0", "sweep.interval=200ms");
      assertThat(attach.exitCode()).as("%s", attach).isZero();
      assertThat(trigger).doesNotExist();
      jvm.run("work");
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).containsExactly("application runs", "20000 entries", "done work");
    }
  }

  /** The suite's own way to a JVM's threads: it fails here if it can't cope. */
  @Test
  void aRequestToListenThatIsLeftFromBeforeDoesNotKeepThisSuiteOut() throws IOException {
    try (AgentJvm jvm = started(Jdk.first())) {
      Files.write(Path.of("/tmp/.attach_pid" + jvm.pid()), new byte[0]);
      assertUntouched(jvm);
    }
  }

  @OnEachJdk
  void aJvmThatLoadsNoAgents(Jdk jdk) {
    try (AgentJvm jvm = started(jdk, "-XX:-EnableDynamicAgentLoading")) {
      for (String command : List.of("attach", "report")) {
        assertRefused(Cli.of(jdk).run(jvm, command), "runs with -XX:-EnableDynamicAgentLoading");
      }
      assertUntouched(jvm);
    }
  }

  @Test
  void aJvmOlderThanTheFloor() throws Exception {
    if (Jdk.old().isEmpty()) {
      System.out.println("NOT RUN: Java 8 and 11, since tidemark.old.jdks names none");
    }
    assumeThat(Jdk.old()).as("JDKs in -Dtidemark.old.jdks").isNotEmpty();
    compileOldProgram();
    for (Jdk jdk : Jdk.old()) {
      try (AgentJvm jvm =
          Launch.on(jdk).withoutAgent().classPath(folder.toString()).main("OldProgram").start()) {
        jvm.awaitStdout("application runs");
        assertRefused(Cli.of(Jdk.first()), jvm.pid(), "runs Java " + jdk.feature() + " ");
        jvm.send("");
        assertThat(jvm.awaitExit()).isZero();
        assertThat(jvm.stdout()).containsExactly("application runs");
        assertThat(jvm.stderr()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.9", "99.0"})
  void anotherVersionThatIsInAlready(String version) {
    Path other = Jars.tidemarkOfVersion(version, folder);
    Cli cli = Cli.of(Jdk.first());
    try (AgentJvm jvm = started(Jdk.first())) {
      Tool.Result first = cli.of(other).run(jvm, "attach", "port=0", "sweep.interval=200ms");
      assertThat(first.exitCode()).as("%s", first).isZero();
      jvm.ready();
      assertRefused(
          cli.run(jvm, "attach", "port=0"), "Tidemark " + version + " is in " + jvm.pid());
      Tool.Result status = cli.run(jvm, "status");
      assertThat(status.stdout()).anyMatch(line -> line.matches("tidemark +" + version));
    }
  }

  @OnEachJdk
  void aPortThatIsTaken(Jdk jdk) throws IOException {
    Cli cli = Cli.of(jdk);
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        AgentJvm jvm = started(jdk)) {
      String port = "port " + busy.getLocalPort() + " on 127.0.0.1 cannot be had";
      Tool.Result attach = cli.run(jvm, "attach", "port=" + busy.getLocalPort());
      assertThat(attach.exitCode()).isEqualTo(1);
      assertThat(attach.stdout()).singleElement().asString().startsWith("attached to ");
      assertThat(attach.stderr().get(0)).contains("serves no HTTP: " + port);
      for (String command : List.of("status", "report")) {
        assertRefused(cli.run(jvm, command), "serves no HTTP: " + port);
      }
      Tool.Result again = cli.run(jvm, "attach", "port=0", "sweep.interval=200ms");
      assertThat(again.exitCode()).as("%s", again).isZero();
      assertThat(cli.run(jvm, "status").exitCode()).isZero();
    }
  }

  @Test
  void aNameThatSeveralHaveAndOneThatNoneHas() {
    try (AgentJvm one = started(Jdk.first());
        AgentJvm other = started(Jdk.first())) {
      Tool.Result ambiguous = Cli.of(Jdk.first()).run("attach", Application.class.getName());
      assertRefused(ambiguous, "may mean");
      assertThat(ambiguous.stderr().get(0))
          .contains(Long.toString(one.pid()), Long.toString(other.pid()));
      assertRefused(
          Cli.of(Jdk.first()).run("attach", "com.acme.Nobody"), "no JVM has a main class");
      assertUntouched(one);
      assertUntouched(other);
    }
  }

  @Test
  void commandsForATidemarkThatIsNotIn() {
    try (AgentJvm jvm = started(Jdk.first())) {
      for (String command : List.of("status", "scan", "detach")) {
        assertRefused(Cli.of(Jdk.first()).run(jvm, command), "Tidemark is not in " + jvm.pid());
      }
      assertUntouched(jvm);
    }
  }

  @Test
  void optionsThatTheJvmCanNotTakeInOneGo(@TempDir Path folder) throws IOException {
    Path deep = folder.resolve(("x".repeat(199) + "/").repeat(5));
    Path file = Files.createFile(Files.createDirectories(deep).resolve("tidemark.yml"));
    try (AgentJvm jvm = started(Jdk.first())) {
      Tool.Result result = Cli.of(Jdk.first()).run(jvm, "attach", "config=" + file);
      assertRefused(result, "bytes, and a JVM takes 1023");
      assertThat(result.stderr().get(1)).contains("config=FILE");
      assertUntouched(jvm);
    }
  }

  @Test
  void aFileThatTheTargetCanNotRead() {
    try (AgentJvm jvm = started(Jdk.first())) {
      Tool.Result result = Cli.of(Jdk.first()).run(jvm, "attach", "config=/nowhere/tidemark.yml");
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.stderr().get(0))
          .isEqualTo(
              "tidemark: config: the process that is to use it can't read /nowhere/tidemark.yml");
      assertUntouched(jvm);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "attach",
        "attach 1 port",
        "attach 1 port=many",
        "attach 1 prot=0",
        "attach 1 enabled=false",
        "report 1 --limit=few",
        "status 1 2",
        "list --all"
      })
  void aWrongUsageIsToldWithoutAStack(String words) {
    try (AgentJvm jvm = started(Jdk.first())) {
      String[] command = words.replace(" 1", " " + jvm.pid()).split(" ");
      Tool.Result result = Cli.of(Jdk.first()).run(command);
      assertThat(result.exitCode()).as("%s", result).isEqualTo(2);
      assertThat(result.stdout()).isEmpty();
      assertThat(result.stderr()).anyMatch(line -> line.contains("--help"));
      assertReadable(result);
      assertUntouched(jvm);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "list", "attach", "status", "report", "scan", "detach"})
  void everyCommandHasHelpWithExamplesAndExitCodes(String command) {
    String[] words = Stream.of(command, "--help").filter(w -> !w.isEmpty()).toArray(String[]::new);
    Tool.Result result = Cli.of(Jdk.first()).run(words);
    assertThat(result.exitCode()).isZero();
    assertThat(result.stderr()).isEmpty();
    assertThat(result.stdout())
        .contains("Examples:", "Exit codes:")
        .anyMatch(line -> line.startsWith("  java -jar tidemark.jar " + command))
        .noneMatch(line -> line.contains("\u001b"));
  }

  private static AgentJvm started(Jdk jdk, String... flags) {
    AgentJvm jvm = Launch.on(jdk).flags(flags).withoutAgent().main(Application.class, "0").start();
    jvm.awaitStdout("application runs");
    return jvm;
  }

  private static void assertRefused(Cli cli, long pid, String reason) {
    for (String command : COMMANDS) {
      assertRefused(cli.run(command, Long.toString(pid)), reason);
    }
  }

  private static void assertRefused(Tool.Result result, String reason) {
    assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
    assertThat(result.stdout()).isEmpty();
    assertThat(result.stderr()).hasSize(2);
    assertThat(result.stderr().get(0)).startsWith("tidemark: ").contains(reason);
    assertThat(result.stderr().get(1)).startsWith("          ");
    assertReadable(result);
  }

  private static void assertReadable(Tool.Result result) {
    assertThat(result.stderr())
        .allMatch(line -> !line.contains("\tat ") && !line.contains("Exception"))
        .noneMatch(line -> line.contains("\u001b"));
  }

  /** It runs on, and nothing was printed into its output. */
  private static void assertUntouched(AgentJvm jvm) {
    jvm.run("work");
    assertThat(jvm.quit()).isZero();
    assertThat(jvm.stdout()).containsExactly("application runs", "20000 entries", "done work");
    assertThat(jvm.stderr()).isEmpty();
  }

  private static void signal(String name, AgentJvm jvm) {
    assertThat(Tool.signal(name, jvm.pid()).exitCode()).isZero();
  }

  private void compileOldProgram() throws IOException {
    Path source = Files.writeString(folder.resolve("OldProgram.java"), OLD_PROGRAM);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "8", "-nowarn", source.toString());
    assertThat(result).isZero();
  }
}
