package io.tidemark.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.exporter.http.Credentials.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
  /** Salt and hashes of the password "secret", from jmx_exporter's documentation. */
  private static final String SALT = "U9i%=N+m]#i9yvUV:bA/3n4X9JdPXf=n";

  private static final String SHA256 =
      "2bf7ed4906ac065bde39f7508d6102a6cdd7153a929ea883ff6cd04442772c99";
  private static final String PBKDF2_SHA256 =
      "A1:0E:4E:62:F7:1E:0B:59:0A:32:EA:CC:7C:65:37:1F:6D:A6:F1:F1:ED:3F:73:ED:C9:65:19:37:21:5B:6D"
          + ":4E:9D:C6:61:DF:B5:BF:BB:16:B8:9A:50:14:57:CE:3D:14:67:73:A3:71:1B:87:3B:C4:B1:0E:DC"
          + ":2D:0B:10:65:D6:F5:B6:DA:07:DD:EE:DA:AC:9C:60:CD:B4:59:0C:C9:CB:A7:3D:7E:30:3E:43:83"
          + ":E9:E4:13:34:A1:F1:87:5C:24:46:8E:13:90:A6:66:E1:A6:F3:0B:5A:E7:14:8A:98:6A:81:2B:B6"
          + ":F8:EF:95:D4:82:7E:FB:5E:2D:D3:24:FE:96";

  private long now;

  @Test
  void plaintextComparesNameAndPassword() {
    Credentials credentials = credentials(BasicAuth.plaintext("Prometheus", "päss:word"));
    assertThat(credentials.check(basic("Prometheus:päss:word"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(credentials.check(basic("Prometheus:päss:wor"))).isEqualTo(Verdict.REFUSED);
    assertThat(credentials.check(basic("prometheus:päss:word"))).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void digestsAreOfSaltColonPassword() {
    Credentials credentials = credentials(hashed("SHA-256", SHA256, 0, 0));
    assertThat(credentials.check(basic("Prometheus:secret"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(credentials.check(basic("Prometheus:Secret"))).isEqualTo(Verdict.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA-1, b7d984a49bf04676f05a92a52f777052a3f554ea",
    "SHA-512, e03628816f7987695562747b0e913e34868d3b3e549d2858002052a7b13c8291234c15d6cfbf3a47410b371257d13a3ca683c434a8528626866d53be7621ff90",
  })
  void otherDigestsAreTakenToo(String algorithm, String hashOfPepperColonSecret) {
    Credentials credentials =
        credentials(
            new BasicAuth(
                "Prometheus", algorithm, hashOfPepperColonSecret, Optional.of("pepper"), 0, 0));
    assertThat(credentials.check(basic("Prometheus:secret"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(credentials.check(basic("Prometheus:secret "))).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void pbkdf2TakesJmxExportersDocumentedExample() {
    for (int keyLength : new int[] {0, 128, 1024}) {
      Credentials credentials =
          credentials(hashed("PBKDF2WithHmacSHA256", PBKDF2_SHA256, 0, keyLength));
      assertThat(credentials.check(basic("Prometheus:secret"))).isEqualTo(Verdict.ACCEPTED);
    }
  }

  @Test
  void pbkdf2TakesIterationsAndRefusesAWrongPassword() {
    // RFC 6070: PBKDF2-HMAC-SHA1, "password", "salt", 4096 iterations, 20 bytes
    Credentials credentials =
        credentials(
            new BasicAuth(
                "u",
                "PBKDF2WithHmacSHA1",
                "4b007901b765489abead49d926f721d065a429c1",
                Optional.of("salt"),
                4096,
                160));
    assertThat(credentials.check(basic("u:password"))).isEqualTo(Verdict.ACCEPTED);
    assertThat(credentials.check(basic("u:passwort"))).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void whoGuessesWaitsAndWhoWasAcceptedDoesNot() {
    Credentials credentials = credentials(BasicAuth.plaintext("u", "p"));
    assertThat(credentials.check(basic("u:p"))).isEqualTo(Verdict.ACCEPTED);
    step = 100_000_000; // each look at the clock is 0.1 s later: a check takes that long
    assertThat(credentials.check(basic("u:x"))).isEqualTo(Verdict.REFUSED);
    assertThat(credentials.check(basic("u:y"))).isEqualTo(Verdict.TOO_SOON);
    assertThat(credentials.check(basic("u:p"))).isEqualTo(Verdict.ACCEPTED);
    now += 1_000_000_000;
    assertThat(credentials.check(basic("u:y"))).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void whatIsNoBasicAuthenticationIsRefused() {
    Credentials credentials = credentials(BasicAuth.plaintext("u", "p"));
    assertThat(credentials.check(null)).isEqualTo(Verdict.REFUSED);
    assertThat(credentials.check("")).isEqualTo(Verdict.REFUSED);
    assertThat(credentials.check("Bearer abc")).isEqualTo(Verdict.REFUSED);
    assertThat(credentials.check("Basic !!!")).isEqualTo(Verdict.REFUSED);
    assertThat(credentials.check(basic("no colon"))).isEqualTo(Verdict.REFUSED);
    assertThat(credentials.check(basic("u:p").replace("Basic", "bAsIc")))
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void settingsThatCannotBeUsedAreRefusedWithoutTellingASecret() {
    assertThatThrownBy(() -> credentials(hashed("SHA-256", "no hex: hush", 0, 0)))
        .hasMessageContaining("passwordHash")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> credentials(hashed("MD5", SHA256, 0, 0)))
        .hasMessageContaining("MD5")
        .hasMessageContaining("SHA-256");
    assertThatThrownBy(() -> credentials(hashed("PBKDF2WithHmacSHA256", SHA256, 0, 99)))
        .hasMessageContaining("keyLength 99");
    assertThatThrownBy(() -> credentials(hashed("PBKDF2WithHmacSHA256", SHA256, -1, 0)))
        .hasMessageContaining("iterations -1");
    assertThatThrownBy(() -> credentials(BasicAuth.plaintext("u", "")))
        .hasMessageContaining("password");
    assertThatThrownBy(() -> credentials(BasicAuth.plaintext("", "p")))
        .hasMessageContaining("username");
  }

  private long step;

  private Credentials credentials(BasicAuth settings) {
    return new Credentials(
        settings,
        () -> {
          now += step;
          return now;
        });
  }

  private static BasicAuth hashed(String algorithm, String hash, int iterations, int keyLength) {
    return new BasicAuth("Prometheus", algorithm, hash, Optional.of(SALT), iterations, keyLength);
  }

  static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
