package io.tidemark.exporter;

import static io.tidemark.exporter.Fixtures.mixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.exporter.http.BasicAuth;
import io.tidemark.exporter.http.Tls;
import io.tidemark.exporter.http.Tls.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Optional<String> PKCS12 = Optional.of("PKCS12");

  @TempDir static Path folder;

  @BeforeAll
  static void makeStores() throws Exception {
    for (String who : List.of("server", "client", "stranger")) {
      keytool(
          "-genkeypair -alias "
              + who
              + " -dname CN=localhost -ext SAN=dns:localhost,ip:127.0.0.1"
              + " -keyalg EC -validity 2 -keystore "
              + store(who));
    }
    trust("server");
    trust("client");
  }

  /** Makes a store that has somebody's certificate and no key. */
  private static void trust(String who) throws Exception {
    KeyStore trusting = KeyStore.getInstance("PKCS12");
    trusting.load(null, null);
    trusting.setCertificateEntry(
        who, KeyStore.getInstance(store(who).toFile(), PASSWORD).getCertificate(who));
    try (OutputStream out = Files.newOutputStream(store("trusts-" + who))) {
      trusting.store(out, PASSWORD);
    }
  }

  @Test
  void httpsIsServed() throws Exception {
    try (Started started = new Started(Started.with(tls("server", false)))) {
      started.exporter.publish(mixed());
      Client client = client(started.port(), null);
      assertThat(client.get("/metrics").text()).contains("tidemark_maps{");
      assertThat(client.get("/api/census").status()).isEqualTo(200);
      assertThatThrownBy(() -> new Client(started.port()).get("/metrics"))
          .isInstanceOf(IOException.class);
      for (int i = 0; i < 100; i++) {
        assertThat(client.get("/-/ready").status()).isEqualTo(200);
      }
      assertThat(started.notices).isEmpty();
    }
  }

  @Test
  void mutualTlsAsksForACertificateThatIsTrusted() throws Exception {
    try (Started started = new Started(Started.with(tls("server", true)))) {
      started.exporter.publish(mixed());
      assertThat(client(started.port(), "client").get("/metrics").status()).isEqualTo(200);
      assertThatThrownBy(() -> client(started.port(), null).get("/metrics"))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> client(started.port(), "stranger").get("/metrics"))
          .isInstanceOf(IOException.class);
      assertThat(client(started.port(), "client").get("/-/healthy").status()).isEqualTo(200);
    }
  }

  @Test
  void aRenewedCertificateIsServedAndABrokenStoreIsNot() throws Exception {
    Path served = folder.resolve("renewed.p12");
    Files.copy(store("server"), served);
    Tls tls =
        new Tls(
            new Store(served.toString(), "changeit", PKCS12), Optional.empty(), Optional.empty());
    try (Started started = new Started(Started.with(tls))) {
      started.exporter.publish(mixed());
      assertThat(client(started.port(), null).get("/-/ready").status()).isEqualTo(200);

      Files.writeString(served, "no store");
      await(() -> !started.notices.isEmpty());
      assertThat(started.notices)
          .singleElement()
          .asString()
          .startsWith("TLS goes on with the earlier stores: ")
          .contains("renewed.p12");
      assertThat(client(started.port(), null).get("/-/ready").status()).isEqualTo(200);

      Files.copy(store("stranger"), served, StandardCopyOption.REPLACE_EXISTING);
      await(() -> !isServed(started.port()));
      Files.copy(store("server"), served, StandardCopyOption.REPLACE_EXISTING);
      await(() -> isServed(started.port()));
      assertThat(started.notices).hasSize(1);
    }
  }

  /** Whether the server's certificate is the one that clients trust. */
  private static boolean isServed(int port) {
    try {
      return client(port, null).get("/-/ready").status() == 200;
    } catch (SSLHandshakeException untrusted) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for 30 s").isLessThan(end);
      Thread.sleep(20);
    }
  }

  @Test
  void aWrongAliasOrPasswordIsANoticeThatTellsTheFile() {
    Tls good = tls("server", false);
    Tls wrongPassword =
        new Tls(
            new Store(good.keys().file(), "hush-hush", PKCS12),
            good.certificateAlias(),
            Optional.empty());
    for (Tls tls : List.of(tls("nobody", false), wrongPassword)) {
      try (Started started = new Started(Started.with(tls))) {
        while (started.notices.isEmpty()) {
          Thread.onSpinWait();
        }
        assertThat(started.notices.get(0))
            .contains("server.p12")
            .doesNotContain("hush-hush")
            .doesNotContain("changeit");
      }
    }
  }

  @Test
  void settingsDoNotPrintTheirSecrets() {
    assertThat(Started.with(tls("server", true)).toString())
        .doesNotContain("changeit")
        .contains("server.p12");
    assertThat(Started.with(BasicAuth.plaintext("u", "hush")).toString()).doesNotContain("hush");
  }

  private static Tls tls(String alias, boolean mutual) {
    return new Tls(
        new Store(store("server").toString(), "changeit", PKCS12),
        Optional.of(alias),
        mutual
            ? Optional.of(new Store(store("trusts-client").toString(), "changeit", PKCS12))
            : Optional.empty());
  }

  private static Client client(int port, String certificate) throws Exception {
    SSLContextBuilder builder =
        SSLContextBuilder.create().loadTrustMaterial(store("trusts-server"), PASSWORD);
    if (certificate != null) {
      builder.loadKeyMaterial(store(certificate), PASSWORD, PASSWORD);
    }
    SSLContext context = builder.build();
    return new Client(
        port,
        taken -> context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), taken));
  }

  private static Path store(String who) {
    return folder.resolve(who + ".p12");
  }

  private static void keytool(String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-storepass", "changeit", "-storetype", "PKCS12"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }
}
