package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.Retained;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Cli;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands, as a user runs them against programs that know nothing of Tidemark. */
class AttachCliIT {

  private static final String[] QUICK = {
    "port=0", "sweep.interval=200ms", "retained.hold=1s", "retained.min-bytes=16KiB"
  };
  private static final String LARGE = Retained.OnceLarge.class.getName();

  @TempDir Path folder;

  /** The first JDK with each, and each other one with the first. */
  static Stream<Arguments> pairs() {
    return Stream.concat(
        Jdk.matrix().map(target -> Arguments.of(Jdk.first(), target)),
        Jdk.matrix().skip(1).map(own -> Arguments.of(own, Jdk.first())));
  }

  @ParameterizedTest(name = "{0} attaches to {1}")
  @MethodSource("pairs")
  void attachStatusAndReport(Jdk own, Jdk target) throws Exception {
    Cli cli = Cli.of(own);
    try (AgentJvm jvm = retained(target)) {
      Tool.Result attach = cli.run(jvm, "attach", QUICK);
      assertDone(attach);
      assertThat(attach.stdout().get(0))
          .isEqualTo("attached to " + jvm.pid() + " (" + Retained.class.getName() + ")");
      assertThat(attach.stdout().get(1)).isEqualTo("serves " + jvm.http());
      jvm.run("make");
      Poll.until("flag", jvm.ready()::census, census -> census.of(LARGE).get(0).retainedEmpty());

      Tool.Result status = cli.run(jvm, "status");
      assertDone(status);
      assertThat(status.stdout())
          .anyMatch(line -> line.matches("serves +" + jvm.http()))
          .anyMatch(line -> line.matches("came in +by attach"))
          .anyMatch(line -> line.matches("hooks +all \\d+ fire"))
          .anyMatch(line -> line.matches("hook errors +0"))
          .anyMatch(line -> line.matches("java +" + target.feature() + "\\b.*"))
          .anyMatch(line -> line.matches("maps +\\d+ tracked, 1 flagged, 0 candidates"));

      Tool.Result report = cli.run(jvm, "report");
      assertDone(report);
      assertThat(report.stdout())
          .anyMatch(line -> line.matches("resident memory +\\d.*B"))
          .anyMatch(line -> line.matches("flagged +1 +2.0 MiB +2.0 MiB"))
          .anyMatch(line -> line.matches(" *2.0 MiB +2.0 MiB +524,288 +1 .* flagged .*OnceLarge"))
          .anyMatch(line -> line.startsWith("    site " + Retained.class.getName() + ".make:"));

      JsonNode json = json(cli.run(jvm, "report", "--json"));
      assertThat(json.required("processId").asLong()).isEqualTo(jvm.pid());
      assertThat(json.required("maps").get(0).required("className").asText()).isEqualTo(LARGE);
      Soundness.assertSound(jvm.ready());
      assertThat(jvm.stdout()).containsOnly("done make");
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void listTellsWhereTidemarkIs(Jdk jdk) {
    try (AgentJvm plain = retained(jdk);
        AgentJvm watched = Launch.on(jdk).main(Application.class, "0").start()) {
      watched.ready();
      plain.run("make");
      List<String> lines = Cli.of(Jdk.first()).run("list").stdout();
      assertThat(lines.get(0)).matches(" *PID +USER +JAVA +TIDEMARK +MAIN");
      String user = System.getProperty("user.name");
      String version = " +" + jdk.feature() + "\\b\\S* +";
      assertThat(lines)
          .anyMatch(l -> l.matches(" *" + plain.pid() + " +" + user + version + "- +\\S+Retained"))
          .anyMatch(
              l -> l.matches(" *" + watched.pid() + " +" + user + version + "in +\\S+Application"));
    }
  }

  @Test
  void aSecondAttachConfiguresAnew() {
    Cli cli = Cli.of(Jdk.first());
    try (AgentJvm jvm = retained(Jdk.first())) {
      assertDone(cli.run(jvm, "attach", QUICK));
      jvm.run("make");
      Poll.until("map", jvm.ready()::census, census -> census.of(LARGE).size() == 1);
      Tool.Result again =
          cli.run(jvm, "attach", "port=0", "sweep.interval=200ms", "track.min-slots=1048576");
      assertDone(again);
      assertThat(again.stdout().get(0)).startsWith("configured anew in " + jvm.pid());
      Poll.untilAsserted(
          "not tracked any more",
          () ->
              assertThat(cli.run(jvm, "report").stdout())
                  .anyMatch(l -> l.matches("tracked +0 .*")));
    }
  }

  @Test
  void aPartOfTheMainClassIsEnough() throws Exception {
    // a name that no JVM of another build on this machine has
    String name = "Named" + ProcessHandle.current().pid() + "Program";
    Path source = folder.resolve(name + ".java");
    Files.writeString(source, NAMED_PROGRAM.formatted(name));
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
        .isZero();
    try (AgentJvm jvm = Launch.on(Jdk.first()).classPath(folder.toString()).main(name).start()) {
      jvm.ready();
      String part = name.substring(0, name.length() - 3).toLowerCase(Locale.ROOT);
      Tool.Result status = Cli.of(Jdk.first()).run("status", part);
      assertDone(status);
      assertThat(status.stdout().get(0)).contains(jvm.pid() + " (" + name + ")");
    }
  }

  @Test
  void aTidemarkWithACertificateOfItsOwnIsRead() throws Exception {
    Path keys = folder.resolve("keys.p12");
    String generate =
        "-genkeypair -alias own -keyalg RSA -dname CN=own -storepass changeit -storetype PKCS12";
    List<String> keytool = new ArrayList<>(List.of(Jdk.first().bin("keytool")));
    keytool.addAll(List.of(generate.split(" ")));
    keytool.addAll(List.of("-keystore", keys.toString()));
    assertThat(Tool.run(keytool).exitCode()).isZero();
    Path config = Files.writeString(folder.resolve("tls.yml"), TLS.formatted(keys));
    try (AgentJvm jvm =
        Launch.on(Jdk.first()).options("config=" + config).main(Application.class, "0").start()) {
      jvm.awaitStderrLines(1);
      Tool.Result status = Cli.of(Jdk.first()).run(jvm, "status");
      assertDone(status);
      assertThat(status.stdout()).anyMatch(line -> line.matches("serves +https://127.0.0.1:\\d+/"));
    }
  }

  @OnEachJdk
  void reportAttachesAsksAndDetachesAgainWhereNothingWas(Jdk jdk) throws Exception {
    Cli cli = Cli.of(Jdk.first());
    try (AgentJvm jvm = retained(jdk)) {
      jvm.run("make");
      Tool.Result report = cli.run(jvm, "report");
      assertDone(report);
      assertThat(report.stdout())
          .anyMatch(line -> line.matches(".* 524,288 +1 .* candidate\\b.*OnceLarge"))
          .noneMatch(line -> line.contains(" flagged  "));
      assertNotIn(cli, jvm);

      JsonNode json = json(cli.run(jvm, "report", "--json", "--gc"));
      assertThat(json.required("maps").findValuesAsText("className")).contains(LARGE);
      assertNotIn(cli, jvm);
      assertThat(jvm.stderr()).noneMatch(line -> line.contains("tidemark:"));
      jvm.run("make");
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void reportThatIsInterruptedWhileTheJvmLoadsItLeavesNothing(Jdk jdk) throws Exception {
    Cli cli = Cli.of(Jdk.first());
    try (AgentJvm jvm = retained(jdk)) {
      jvm.run("make");
      Path socket = Path.of("/tmp/.java_pid" + jvm.pid());
      Process report = cli.start("report", Long.toString(jvm.pid()));
      // once the JVM listens, it is told to load, which takes a good part of a second
      Poll.until("socket", () -> Files.exists(socket), Boolean::booleanValue);
      report.destroy();
      report.waitFor();
      assertNotIn(cli, jvm);
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void detachEndsItAndAttachStartsItAgain(Jdk jdk) {
    Cli cli = Cli.of(Jdk.first());
    try (AgentJvm jvm = retained(jdk)) {
      assertDone(cli.run(jvm, "attach", QUICK));
      Tool.Result detach = cli.run(jvm, "detach");
      assertDone(detach);
      assertThat(detach.stdout()).singleElement().asString().startsWith("detached from ");
      assertNotIn(cli, jvm);
      assertDone(cli.run(jvm, "attach", QUICK));
      assertDone(cli.run(jvm, "status"));
    }
  }

  @OnEachJdk
  void aBuildOfAnotherVersionFollowsOneThatLeft(Jdk jdk) {
    Cli own = Cli.of(Jdk.first());
    Cli older = own.of(Jars.tidemarkOfVersion("0.0.9", folder));
    Cli newer = own.of(Jars.tidemarkOfVersion("99.0", folder));
    try (AgentJvm jvm = retained(jdk)) {
      jvm.run("make");
      assertFollows(older, jvm, "0\\.0\\.9");
      assertFollows(own, jvm, "(?!0\\.0\\.9|99\\.0)\\S+");
      assertFollows(newer, jvm, "99\\.0");
      assertFollows(older, jvm, "0\\.0\\.9");
      assertThat(jvm.quit()).isZero();
    }
  }

  private static void assertFollows(Cli cli, AgentJvm jvm, String version) {
    assertDone(cli.run(jvm, "attach", "port=0", "sweep.interval=200ms"));
    assertThat(cli.run(jvm, "status").stdout())
        .anyMatch(line -> line.matches("tidemark +" + version))
        .anyMatch(line -> line.matches("hooks +all \\d+ fire"))
        .anyMatch(line -> line.matches("maps +\\d+ tracked, 0 flagged, [1-9]\\d* candidates"));
    assertDone(cli.run(jvm, "detach"));
  }

  @OnEachJdk
  void scanFindsWhatNoHookSaw(Jdk jdk) {
    Cli cli = Cli.of(Jdk.first());
    try (AgentJvm jvm = retained(jdk)) {
      jvm.run("make");
      // the sweep that shows it is the scan's own
      assertDone(
          cli.run(
              jvm, "attach", "port=0", "sweep.interval=1h", "retained.hold=1h", "discovery=never"));
      assertThat(jvm.ready().census().of(LARGE)).isEmpty();
      Tool.Result scan = cli.run(jvm, "scan", "--gc");
      assertDone(scan);
      assertThat(scan.stdout().get(0)).startsWith("scanned " + jvm.pid());
      assertThat(jvm.ready().census().of(LARGE))
          .singleElement()
          .satisfies(row -> assertThat(row.liveness()).isEqualTo("confirmed"));
      assertThat(cli.run(jvm, "report", "--gc").stdout())
          .anyMatch(line -> line.contains("OnceLarge"));
    }
  }

  @Test
  void aTidemarkWithAPasswordIsReadWithIt() throws Exception {
    Path config = Files.writeString(folder.resolve("tidemark.yml"), AUTHENTICATION);
    Cli cli = Cli.of(Jdk.first());
    try (AgentJvm jvm =
        Launch.on(Jdk.first()).options("config=" + config).main(Application.class, "0").start()) {
      jvm.http();
      Tool.Result without = cli.run(jvm, "status");
      assertThat(without.exitCode()).isEqualTo(1);
      assertThat(without.stderr().get(0)).contains("asks for a name and a password");
      Tool.Result wrong = cli.run(jvm, "status", "--user", "admin:wrong");
      assertThat(wrong.exitCode()).isEqualTo(1);
      assertThat(wrong.stderr().get(0)).contains("refused that name or password");
      assertDone(cli.run(jvm, "status", "--user", "admin:secret"));
      String pid = Long.toString(jvm.pid());
      assertDone(
          cli.run(Map.of("TIDEMARK_CLI_PASSWORD", "secret"), "report", pid, "--user", "admin"));
    }
  }

  private static final String NAMED_PROGRAM =
      """
      public class %s {
        public static void main(String[] arguments) throws Exception {
          System.in.read();
        }
      }
      """;

  private static final String TLS =
      """
      httpServer:
        ssl:
          keyStore:
            filename: %s
            password: changeit
            type: PKCS12
          certificate:
            alias: own
      """;

  private static final String AUTHENTICATION =
      """
      httpServer:
        authentication:
          basic:
            username: admin
            password: secret
      """;

  private static AgentJvm retained(Jdk jdk) {
    return Launch.on(jdk).withoutAgent().main(Retained.class).start();
  }

  private static JsonNode json(Tool.Result result) throws Exception {
    assertDone(result);
    return new ObjectMapper().readTree(String.join("\n", result.stdout()));
  }

  private static void assertNotIn(Cli cli, AgentJvm jvm) {
    Tool.Result status = cli.run(jvm, "status");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.stderr().get(0)).startsWith("tidemark: Tidemark is not in " + jvm.pid());
  }

  private static void assertDone(Tool.Result result) {
    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.stderr()).isEmpty();
  }
}
