package io.tidemark.agent.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmsTest {

  private static final long OWN = 9;

  @TempDir Path folder;
  private Jvms jvms;

  @BeforeEach
  void makeProcesses() throws IOException {
    FakeProc proc = new FakeProc(folder);
    proc.jvm(OWN).words("java", "-jar", "tidemark.jar", "list").write();
    proc.jvm(10).release("21.0.3").words("java", "com.acme.Orders").write();
    proc.jvm(11)
        .words("java", "-cp", "a.jar", "com.acme.OrdersArchive")
        .file("task/77/comm", "tidemark-sweep\n")
        .write();
    proc.jvm(12).words("/opt/jdk/bin/java", "-jar", "/srv/billing.jar", "com.acme.Orders").write();
    proc.jvm(13).words("java", "-m", "com.acme.app/com.acme.Module").write();
    proc.jvm(14).status("Name", "sleep").maps("7f r-xp 0 08:01 9 /lib/libc.so.6").write();
    proc.jvm(15).status("State", "Z (zombie)").write();
    jvms = new Jvms(folder, OWN);
  }

  @Test
  void theJvmsAreListedWithoutOtherProcessesAndThisOne() {
    assertThat(jvms.list())
        .extracting(Jvm::title)
        .containsExactly(
            "10 (com.acme.Orders)",
            "11 (com.acme.OrdersArchive)",
            "12 (billing.jar)",
            "13 (com.acme.Module)");
    assertThat(jvms.list().get(0).javaVersion()).hasValue("21.0.3");
    assertThat(jvms.list().get(1).javaVersion()).isEqualTo(Optional.empty());
  }

  @Test
  void tidemarkIsKnownByItsThread() {
    assertThat(jvms.list()).filteredOn(Jvm::watched).extracting(Jvm::pid).containsExactly(11L);
  }

  @Test
  void aNumberIsAProcessId() throws Refusal {
    assertThat(jvms.find("4711")).isEqualTo(4711);
  }

  @Test
  void aWholeNameIsStrongerThanAPart() throws Refusal {
    assertThat(jvms.find("com.acme.Orders")).isEqualTo(10);
    assertThat(jvms.find("Orders")).isEqualTo(10);
    assertThat(jvms.find("OrdersArchive")).isEqualTo(11);
  }

  @Test
  void aPartOfANameIsEnoughInAnyCase() throws Refusal {
    assertThat(jvms.find("archive")).isEqualTo(11);
    assertThat(jvms.find("BILLING")).isEqualTo(12);
  }

  @Test
  void aPartThatSeveralHaveIsRefusedWithTheirNames() {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> jvms.find("order"));
    assertThat(refusal)
        .hasMessage("'order' may mean 10 (com.acme.Orders), 11 (com.acme.OrdersArchive)");
  }

  @Test
  void aNameThatNoneHasIsRefusedWithTheNamesThereAre() {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> jvms.find("nobody"));
    assertThat(refusal).hasMessageContaining("'nobody'");
    assertThat(refusal.remedy()).contains("12 (billing.jar)");
  }

  @Test
  void aNumberThatIsTooLongIsNoProcessId() {
    assertThat(catchThrowableOfType(Refusal.class, () -> jvms.find("99999999999999999999")))
        .hasMessageContaining("is no process id");
  }
}
