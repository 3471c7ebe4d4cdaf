package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.Commands;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Cli;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.Namespaces;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Tool;
import io.tidemark.it.support.Wrapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Targets of another user and in a container's namespaces. Needs root. */
class AttachElsewhereIT {

  private static final String[] QUICK = {"port=0", "sweep.interval=200ms"};
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  @TempDir Path folder;
  private Path application;

  @BeforeEach
  void makeReadable() throws IOException {
    boolean root = System.getProperty("user.name").equals("root");
    if (!root) {
      System.out.println("NOT RUN: AttachElsewhereIT, since it is not run by root");
    }
    assumeThat(root).as("run by root").isTrue();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    application = Jars.application(Application.class, Commands.class);
    Files.setPosixFilePermissions(application, PosixFilePermissions.fromString("rw-r--r--"));
  }

  @OnEachJdk
  void rootAttachesToAJvmOfAnotherUser(Jdk jdk) throws Exception {
    assumeOthersCanRun(jdk);
    // nobody may not read it there
    Path jar = Files.copy(Launch.tidemarkJar(), folder.resolve("tidemark.jar"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-------"));
    Cli cli = Cli.of(Jdk.first()).of(jar);
    try (AgentJvm jvm = Wrapped.start(jdk, AS_NOBODY, application())) {
      jvm.awaitStdout("application runs");
      assertThat(cli.run("list").stdout())
          .anyMatch(line -> line.matches(" *" + jvm.pid() + " +nobody .*Application"));
      assertDone(cli.run(jvm, "attach", QUICK));
      jvm.ready();
      assertDone(cli.run(jvm, "status"));
      assertDone(cli.run(jvm, "report"));
      assertDone(cli.run(jvm, "detach"));
      assertThat(jvm.stdout()).containsExactly("application runs");
    }
  }

  @OnEachJdk
  void anotherUserIsRefused(Jdk jdk) throws Exception {
    assumeOthersCanRun(jdk);
    Path jar = Files.copy(Launch.tidemarkJar(), folder.resolve("tidemark.jar"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    Cli nobody = Cli.of(jdk).of(jar).by(AS_NOBODY.toArray(String[]::new));
    try (AgentJvm jvm = Wrapped.start(jdk, List.of(), application())) {
      jvm.awaitStdout("application runs");
      assertThat(nobody.run("list").stdout())
          .anyMatch(line -> line.matches(" *" + jvm.pid() + " +root .*Application"));
      for (String command : List.of("attach", "status", "report", "scan", "detach")) {
        Tool.Result refused = nobody.run(jvm, command);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stderr()).hasSize(2);
        assertThat(refused.stderr().get(0))
            .isEqualTo(
                "tidemark: " + jvm.pid() + " belongs to the user root, and this one is nobody");
        assertThat(refused.stderr().get(1)).contains("root");
      }
      jvm.run("work");
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).containsExactly("application runs", "20000 entries", "done work");
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  @OnEachJdk
  void aContainersNamespacesAreReachedFromTheHost(Jdk jdk) throws Exception {
    Cli cli = Cli.of(Jdk.first());
    try (Container container = new Container(jdk, "noexec", "--pid", "--mount", "--net")) {
      String pid = Long.toString(container.pid());
      assertDone(cli.run(concat("attach", pid)));
      Tool.Result status = cli.run("status", pid);
      assertDone(status);
      assertThat(status.stdout()).anyMatch(line -> line.matches("hooks +all \\d+ fire"));
      assertDone(cli.run("report", pid));
      assertThat(container.jvm.stdout()).containsExactly("application runs");
      container.jvm.run("work");
    }
  }

  @OnEachJdk
  void detachLeavesNoFileInAContainer(Jdk jdk) throws Exception {
    Cli cli = Cli.of(Jdk.first());
    try (Container container = new Container(jdk, "noexec", "--pid", "--mount")) {
      String pid = Long.toString(container.pid());
      Path tmp = Path.of("/proc", pid, "root/tmp");
      assertDone(cli.run(concat("attach", pid)));
      assertThat(jarsIn(tmp)).hasSize(1);
      assertDone(cli.run(concat("attach", pid)));
      assertThat(jarsIn(tmp)).hasSize(1);
      assertDone(cli.run("detach", pid));
      assertThat(jarsIn(tmp)).isEmpty();
    }
  }

  @OnEachJdk
  void aTmpThatCanNotBeWrittenToIsToldBeforeTheSignal(Jdk jdk) throws Exception {
    Cli cli = Cli.of(Jdk.first());
    try (Container container = new Container(jdk, "ro", "--pid", "--mount")) {
      String pid = Long.toString(container.pid());
      Tool.Result refused = cli.run("attach", pid);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.stderr().get(0)).contains("/tmp of " + pid + " can't be written to");
      container.jvm.run("work");
      assertThat(container.jvm.stdout())
          .containsExactly("application runs", "20000 entries", "done work");
    }
  }

  /** A JVM in namespaces of its own, with a /tmp of its own. */
  private final class Container implements AutoCloseable {

    private final AgentJvm jvm;

    Container(Jdk jdk, String tmpOption, String... namespaces) {
      Namespaces.assumeAllowed(AttachElsewhereIT.class);
      // what the host has in /tmp is not there: the application's jar is opened before
      String start =
          "mkdir -p \"$0\" && cp "
              + application
              + " \"$0/app.jar\" && mount -t tmpfs -o mode=1777,"
              + tmpOption
              + " tmpfs /tmp"
              + " && { ip link set lo up || true; } && exec \"$@\"";
      List<String> wrapper =
          Stream.of(
                  Stream.of("unshare", "--fork", "--kill-child", "--mount-proc"),
                  Stream.of(namespaces),
                  Stream.of("sh", "-c", start, outside()))
              .flatMap(words -> words)
              .toList();
      jvm =
          Wrapped.start(
              jdk, wrapper, "-cp", outside() + "/app.jar", Application.class.getName(), "0");
      jvm.awaitStdout("application runs");
    }

    private String outside() {
      return "/var/tmp/tidemark-it-" + ProcessHandle.current().pid();
    }

    /** As the host sees it. */
    long pid() {
      return Poll.until(
              "JVM",
              () -> ProcessHandle.of(jvm.pid()).orElseThrow().children().findFirst().orElseThrow(),
              ProcessHandle::isAlive)
          .pid();
    }

    @Override
    public void close() throws IOException {
      jvm.close();
      Files.deleteIfExists(Path.of(outside(), "app.jar"));
      Files.deleteIfExists(Path.of(outside()));
    }
  }

  private String[] application() {
    return new String[] {"-cp", application.toString(), Application.class.getName(), "0"};
  }

  private static String[] concat(String... words) {
    return Stream.of(words, QUICK).flatMap(Stream::of).toArray(String[]::new);
  }

  private static List<Path> jarsIn(Path tmp) throws IOException {
    try (Stream<Path> files = Files.list(tmp)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static void assumeOthersCanRun(Jdk jdk) throws IOException {
    for (Path path = jdk.home(); path != null; path = path.getParent()) {
      boolean open =
          Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE);
      if (!open) {
        System.out.println(
            "NOT RUN: another user can't run " + jdk + ", since " + path + " is closed");
      }
      assumeThat(open).as("%s is open to other users", path).isTrue();
    }
  }

  private static void assertDone(Tool.Result result) {
    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.stderr()).isEmpty();
  }
}
