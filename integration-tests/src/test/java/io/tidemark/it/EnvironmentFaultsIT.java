package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.Namespaces;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Soundness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine, or a jar, on which something is missing that the agent uses: it says so in one line
 * and by its metrics, and the application's output and exit code are those that it has without it.
 */
class EnvironmentFaultsIT {

  private static final int MEMORY_FILES_SINCE = 22;
  private static final String SO = "/libtidemark.so";
  private static final List<String> STDOUT =
      List.of("application runs", "20000 entries", "done work");

  @TempDir Path folder;

  /** All of /proc can't be taken away: the JDK's launcher finds its own libraries by it. */
  @OnEachJdk
  void whereProcTellsNothingTheProcessesMemoryIsLeftOut(Jdk jdk) {
    String files = "status statm stat smaps smaps_rollup cgroup mountinfo limits";
    String mounts = "for f in " + files + "; do mount --bind /dev/null /proc/$$/$f || exit 1; done";
    Launch launch = Launch.on(jdk).by(mounted(mounts));
    try (AgentJvm jvm = start(launch)) {
      CensusClient client = jvm.ready();
      assertThat(client.metrics().names())
          .doesNotContain(
              "process_resident_memory_bytes",
              "process_virtual_memory_bytes",
              "tidemark_container_memory_limit_bytes")
          .contains("tidemark_build_info");
      assertRunsOn(jvm, client, "the process's resident memory cannot be read");
    }
  }

  @OnEachJdk
  void whereEveryFolderIsReadOnlyTheLibraryIsLoadedFromMemoryOrDoneWithout(Jdk jdk) {
    assertNoFolderNeeded(jdk, "-o ro", "true", "not writable");
  }

  @OnEachJdk
  void whereEveryFolderIsFullTheLibraryIsLoadedFromMemoryOrDoneWithout(Jdk jdk) {
    assertNoFolderNeeded(
        jdk, "-o size=4k", "head -c 4096 /dev/zero > \"$d/full\"", "No space left on device");
  }

  private void assertNoFolderNeeded(Jdk jdk, String option, String then, String reason) {
    String mount = "mount -t tmpfs " + option + " none \"$d\" && " + then;
    String mounts =
        "for d in '"
            + folder
            + "' /var/tmp /dev/shm; do "
            + mount
            + "; done && cd '"
            + folder
            + "'";
    Launch launch =
        Launch.on(jdk)
            .by(mounted(mounts))
            .flags("-Djava.io.tmpdir=" + folder, "-Duser.home=" + folder);
    try (AgentJvm jvm = start(launch)) {
      CensusClient client = jvm.ready();
      boolean fromMemory = jdk.feature() >= MEMORY_FILES_SINCE;
      assertThat(client.metrics().sum("tidemark_discovery_complete")).isEqualTo(fromMemory ? 1 : 0);
      Path seen = Path.of("/proc/" + jvm.pid() + "/root" + folder);
      assertThat(seen.toFile().list()).isSubsetOf("full");
      assertRunsOn(jvm, client, fromMemory ? null : reason);
    }
  }

  @OnEachJdk
  void aNativeLibraryThatIsDamagedInTheJarIsNotLoaded(Jdk jdk) {
    Path jar = Jars.tidemarkWith(folder, library(), UnaryOperator.identity());
    damage(jar);
    assertDoneWithout(jdk, jar, "is corrupt in the jar");
  }

  @OnEachJdk
  void aNativeLibraryOfAnotherArchitectureIsDoneWithout(Jdk jdk) {
    byte[] other = Jars.entry(Launch.tidemarkJar(), "inst/native/linux-" + otherMachine() + SO);
    Path jar = Jars.tidemarkWith(folder, library(), bytes -> other);
    assertDoneWithout(jdk, jar, "Possible cause: can't load");
  }

  private static void assertDoneWithout(Jdk jdk, Path jar, String reason) {
    try (AgentJvm jvm = start(Launch.on(jdk).tidemark(jar))) {
      CensusClient client = jvm.ready();
      assertThat(client.metrics().sum("tidemark_discovery_complete")).isZero();
      assertRunsOn(jvm, client, reason);
    }
  }

  private static String library() {
    return "inst/native/linux-" + machine() + SO;
  }

  private static String machine() {
    return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
  }

  private static String otherMachine() {
    return machine().equals("aarch64") ? "x86_64" : "aarch64";
  }

  /** Changes one byte of the library, as a bad disk would: its sum in the jar stays. */
  private static void damage(Path jar) {
    try {
      byte[] bytes = Files.readAllBytes(jar);
      byte[] library = Jars.entry(jar, library());
      int at = indexOf(bytes, library);
      bytes[at + library.length / 2] ^= 1;
      Files.write(jar, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("the library is not stored in the jar");
  }

  private static AgentJvm start(Launch launch) {
    return launch.main(Application.class, "3").start();
  }

  /**
   * A program that starts another one with mounts of its own.
   *
   * @param mounts shell commands
   */
  private static List<String> mounted(String mounts) {
    Namespaces.assumeAllowed(EnvironmentFaultsIT.class);
    return List.of("unshare", "--mount", "sh", "-c", mounts + " && exec \"$0\" \"$@\"");
  }

  /**
   * @param reason part of the one line that the agent says beside its start line; null for none
   */
  private static void assertRunsOn(AgentJvm jvm, CensusClient client, String reason) {
    assertThat(client.get("/").statusCode()).isEqualTo(200);
    jvm.run("work");
    assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
    assertThat(client.get("/-/ready").statusCode()).isEqualTo(200);
    Soundness.assertSound(client);
    assertThat(jvm.quit()).isEqualTo(3);
    assertThat(jvm.stdout()).isEqualTo(STDOUT);
    List<String> lines =
        jvm.stderr().stream().filter(line -> !line.contains(client.base().toString())).toList();
    if (reason == null) {
      assertThat(lines).isEmpty();
    } else {
      assertThat(lines).singleElement().asString().startsWith("tidemark: ").contains(reason);
    }
  }
}
