package io.tidemark.agent.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before a signal is sent, by what {@code /proc} and the JVM's own file say. */
class PreflightTest {

  private static final long PID = 4711;
  private static final long OTHER = 54321;

  @TempDir Path folder;
  private FakeProc proc;

  @BeforeEach
  void makeProc() throws IOException {
    proc = new FakeProc(folder);
  }

  @Test
  void aStartedJvmOfTheSameUserIsCleared() throws Exception {
    proc.jvm(PID).release("17.0.15").write();
    Preflight.Cleared cleared = new Preflight(folder).attachable(PID);
    assertThat(cleared.socket()).isEqualTo(folder.resolve("4711/root/tmp/.java_pid4711"));
    assertThat(cleared.process().mainClass()).isEqualTo("com.acme.Main");
    assertThat(cleared.process().javaVersion()).hasValue("17.0.15");
  }

  @Test
  void theSocketHasTheIdThatTheProcessHasInItsContainer() throws Exception {
    proc.jvm(PID).status("NSpid", "4711\t17\t1").write();
    assertThat(new Preflight(folder).attachable(PID).socket())
        .isEqualTo(folder.resolve("4711/root/tmp/.java_pid1"));
  }

  @Test
  void aProcessThatIsNotThereIsRefused() {
    assertRefused("there is no process 4711");
  }

  @Test
  void aThreadIsNotTakenForItsProcess() throws Exception {
    proc.jvm(PID).status("Tgid", "4700").write();
    assertRefused("4711 is a thread of the process 4700");
  }

  @Test
  void aJvmThatTakesThisUserForNobodyIsRefused() throws Exception {
    proc.jvm(PID).user(100_000, 100_000).file("uid_map", "0 100000 65536\n").write();
    proc.self().user(0, 0).write();
    assertRefused("in a user namespace where this user is nobody");
    proc.jvm(PID).user(0, 0).file("uid_map", "0 0 4294967295\n").write();
    assertThatCode(() -> new Preflight(folder).attachable(PID)).doesNotThrowAnyException();
  }

  @Test
  void aSocketThatSomebodyElseMadeIsNotSpokenTo() throws Exception {
    Path socket = folder.resolve("4711/root/tmp/.java_pid4711");
    proc.jvm(PID).file("root/tmp/.java_pid4711", "").write();
    assertThatCode(() -> new Preflight(folder).attachable(PID)).doesNotThrowAnyException();
    proc.jvm(PID).user(OTHER, OTHER).write();
    proc.self().user(0, 0).write();
    if (proc.uid() == 0) {
      Files.setAttribute(socket, "unix:uid", 1234);
    }
    assertRefused("belongs to the user " + (proc.uid() == 0 ? 1234 : proc.uid()));
  }

  @Test
  void aProcessThatEndedIsRefused() throws Exception {
    proc.jvm(PID).status("State", "Z (zombie)").write();
    assertRefused("has ended");
  }

  @Test
  void aProcessWithoutTheJvmsLibraryIsRefused() throws Exception {
    proc.jvm(PID).status("Name", "sleep").maps("7f00 r-xp 0 08:01 9 /usr/lib/libc.so.6").write();
    assertRefused("no JVM, it runs sleep");
  }

  @Test
  void anOpenJ9JvmIsRefused() throws Exception {
    proc.jvm(PID)
        .maps("7f r-xp 0 08:01 9 /j9/lib/server/libjvm.so\n7f r-xp 0 08:01 9 /j9/lib/libj9vm29.so")
        .write();
    assertRefused("OpenJ9");
  }

  @Test
  void aJvmOfAnotherUserIsRefusedUnlessByRoot() throws Exception {
    proc.jvm(PID).user(OTHER, OTHER).write();
    proc.self().user(1234, 1234).write();
    assertRefused("belongs to the user 54321");
    proc.self().user(0, 0).write();
    assertThatCode(() -> new Preflight(folder).attachable(PID)).doesNotThrowAnyException();
  }

  @Test
  void aJvmOfTheSameUserInAnotherGroupIsRefused() throws Exception {
    proc.self().user(1234, 1234).write();
    proc.jvm(PID).user(1234, OTHER).write();
    assertRefused("runs in the group 54321");
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_402,Java 8", "11.0.2,Java 11", "16-ea,Java 16"})
  void anOldJavaIsRefused(String version, String said) throws Exception {
    proc.jvm(PID).release(version).write();
    assertRefused("runs " + said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21.0.3", "25-ea", "99.1", "weird"})
  void aNewJavaIsNot(String version) throws Exception {
    proc.jvm(PID).release(version).write();
    assertThatCode(() -> new Preflight(folder).attachable(PID)).doesNotThrowAnyException();
  }

  @Test
  void anOldJavaIsKnownByItsPerformanceDataToo() throws Exception {
    proc.jvm(PID)
        .file(
            "root/tmp/hsperfdata_me/4711",
            PerfBytes.text(Map.of("java.property.java.version", "1.8.0_402")))
        .write();
    assertRefused("runs Java 8 (1.8.0_402)");
  }

  @Test
  void aJvmThatSaysThatAttachingIsOffIsRefused() throws Exception {
    proc.jvm(PID)
        .file(
            "root/tmp/hsperfdata_me/4711", PerfBytes.text(Map.of("sun.rt.jvmCapabilities", "0100")))
        .write();
    assertRefused("DisableAttachMechanism");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void attachingThatIsOffByTheEnvironmentIsRefused(String variable) throws Exception {
    proc.jvm(PID).environment(variable + "=-Xmx1g -XX:+DisableAttachMechanism").write();
    assertRefused("DisableAttachMechanism");
  }

  @Test
  void attachingThatIsOffByTheCommandLineIsRefusedAndTheLastFlagCounts() throws Exception {
    String off = "-XX:+DisableAttachMechanism";
    String on = "-XX:-DisableAttachMechanism";
    proc.jvm(PID).words("java", off, "com.acme.Main").write();
    assertRefused("DisableAttachMechanism");
    proc.jvm(PID).words("java", off, on, "com.acme.Main").write();
    assertThatCode(() -> new Preflight(folder).attachable(PID)).doesNotThrowAnyException();
    proc.jvm(PID).words("java", "com.acme.Main", off).write();
    assertThatCode(() -> new Preflight(folder).attachable(PID)).doesNotThrowAnyException();
  }

  @Test
  void flagsInAnArgumentFileCount() throws Exception {
    proc.jvm(PID).file("cwd/flags", "-Xmx1g\n-Xrs\n").words("java", "@flags", "Main").write();
    assertRefused("-Xrs");
  }

  @Test
  void aJvmWithReducedSignalsIsRefused() throws Exception {
    proc.jvm(PID)
        .words("java", "-Xrs", "com.acme.Main")
        .status("SigCgt", FakeProc.QUIT_NOT_CAUGHT)
        .write();
    assertRefused("runs with -Xrs");
  }

  @Test
  void aJvmThatDoesNotCatchTheSignalYetIsRefused() throws Exception {
    proc.jvm(PID).status("SigCgt", FakeProc.QUIT_NOT_CAUGHT).write();
    assertRefused("still starting");
  }

  @Test
  void noSignalIsNeededOnceTheSocketIsThere() throws Exception {
    proc.jvm(PID)
        .words("java", "-Xrs", "com.acme.Main")
        .status("SigCgt", FakeProc.QUIT_NOT_CAUGHT)
        .file("root/tmp/.java_pid4711", "")
        .write();
    assertThatCode(() -> new Preflight(folder).attachable(PID)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"T (stopped)", "t (tracing stop)"})
  void aStoppedJvmIsRefused(String state) throws Exception {
    proc.jvm(PID).status("State", state).write();
    assertRefused("is stopped");
  }

  @Test
  void aLinkForTmpIsNotFollowedOutOfTheContainer() throws Exception {
    proc.jvm(PID).write();
    Path tmp = folder.resolve("4711/root/tmp");
    Files.delete(tmp.resolve(".keep"));
    Files.delete(tmp);
    Files.createSymbolicLink(tmp, folder);
    assertRefused("/tmp of 4711 can't be seen");
  }

  @Test
  void loadingIsRefusedWhereItIsSwitchedOff() throws Exception {
    proc.jvm(PID).words("java", "-XX:-EnableDynamicAgentLoading", "com.acme.Main").write();
    JvmProcess process = new Preflight(folder).attachable(PID).process();
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> Preflight.requireLoadable(PID, process));
    assertThat(refusal).hasMessageContaining("EnableDynamicAgentLoading");
  }

  private void assertRefused(String reason) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> new Preflight(folder).attachable(PID));
    assertThat(refusal).as(reason).isNotNull().hasMessageContaining(reason);
    assertThat(refusal.remedy()).isNotBlank();
  }
}
