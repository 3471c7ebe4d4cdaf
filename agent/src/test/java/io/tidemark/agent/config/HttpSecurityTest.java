package io.tidemark.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exporter.http.BasicAuth;
import io.tidemark.exporter.http.Tls;
import io.tidemark.exporter.http.Tls.Store;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSecurityTest {

  private static final String CLOSED = "; the HTTP server stays closed until this is right";
  private static final String SSL =
      """
      httpServer:
        ssl:
          keyStore:
            filename: /etc/key.p12
            password: "0123"
      """;

  @TempDir Path folder;

  @Test
  void aKeyStoreIsEnough() {
    HttpSecurity security = security(SSL);
    assertThat(security.closed()).isFalse();
    assertThat(security.basicAuth()).isEmpty();
    Store keys = new Store("/etc/key.p12", "0123", Optional.empty());
    assertThat(security.tls()).contains(new Tls(keys, Optional.empty(), Optional.empty()));
  }

  @Test
  void mutualTlsTakesTheTrustStore() {
    String yaml =
        SSL
            + """
                  type: PKCS12
                certificate:
                  alias: localhost
                mutualTLS: true
                trustStore: {filename: trust.jks, password: changeit, type: JKS}
            """;
    Store keys = new Store("/etc/key.p12", "0123", Optional.of("PKCS12"));
    Store trusted = new Store("trust.jks", "changeit", Optional.of("JKS"));
    assertThat(security(yaml).tls())
        .contains(new Tls(keys, Optional.of("localhost"), Optional.of(trusted)));
    assertThat(security(yaml.replace("true", "false")).tls())
        .contains(new Tls(keys, Optional.of("localhost"), Optional.empty()));
  }

  @Test
  void storesFallBackToTheJvmsProperties() {
    Load load =
        Load.of()
            .yaml(folder, "httpServer.ssl: {certificate: {alias: a}, mutualTLS: true}")
            .property("javax.net.ssl.keyStore", "k")
            .property("javax.net.ssl.keyStorePassword", "kp")
            .property("javax.net.ssl.keyStoreType", "PKCS12")
            .property("javax.net.ssl.trustStore", "t")
            .property("javax.net.ssl.trustStorePassword", "tp");
    assertThat(load.config().httpSecurity().tls())
        .contains(
            new Tls(
                new Store("k", "kp", Optional.of("PKCS12")),
                Optional.of("a"),
                Optional.of(new Store("t", "tp", Optional.empty()))));
    assertThat(load.lines).isEmpty();
  }

  @Test
  void aPlainPasswordNeedsNoAlgorithm() {
    BasicAuth expected = new BasicAuth("Prometheus", "plaintext", "007", Optional.empty(), 0, 0);
    assertThat(basic("username: Prometheus, password: 007")).contains(expected);
    assertThat(basic("username: Prometheus, password: 007, algorithm: Plaintext"))
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHA-1",
        "SHA-256",
        "SHA-512",
        "PBKDF2WithHmacSHA1",
        "PBKDF2WithHmacSHA256",
        "PBKDF2WithHmacSHA512"
      })
  void aHashedPasswordHasASalt(String algorithm) {
    assertThat(basic("username: u, passwordHash: 'A1:0E', salt: 's', algorithm: " + algorithm))
        .contains(new BasicAuth("u", algorithm, "A1:0E", Optional.of("s"), 0, 0));
  }

  @Test
  void iterationsAndKeyLengthCanBeSet() {
    String common = "username: u, passwordHash: ab, salt: s, algorithm: PBKDF2WithHmacSHA256";
    assertThat(basic(common + ", iterations: 1000, keyLength: 256"))
        .contains(new BasicAuth("u", "PBKDF2WithHmacSHA256", "ab", Optional.of("s"), 1000, 256));
  }

  @Test
  void namesAndPasswordsCanBeVariables() {
    Load load =
        Load.of()
            .yaml(
                folder,
                """
                httpServer:
                  ssl:
                    keyStore: {filename: k, password: "${STORE}"}
                  authentication:
                    basic:
                      username: ${USER_NAME}
                      password: ${ SECRET }
                """)
            .variable("STORE", "store\n")
            .variable("USER_NAME", "someone")
            .variable("SECRET", "hunter2");
    HttpSecurity security = load.config().httpSecurity();
    assertThat(load.lines).isEmpty();
    assertThat(security.tls().orElseThrow().keys().password()).isEqualTo("store");
    assertThat(security.basicAuth())
        .contains(new BasicAuth("someone", "plaintext", "hunter2", Optional.empty(), 0, 0));
  }

  @Test
  void aDollarWithinAPasswordIsThePassword() {
    assertThat(basic("username: u, password: 'a${B}'").orElseThrow().secret()).isEqualTo("a${B}");
    assertThat(basic("username: u, password: '${}'").orElseThrow().secret()).isEqualTo("${}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ssl: {keyStore: {password: x}} | httpServer.ssl.keyStore.filename: missing in tidemark.yaml, and no system property javax.net.ssl.keyStore
          ssl: {keyStore: {filename: x}} | httpServer.ssl.keyStore.password: missing in tidemark.yaml, and no system property javax.net.ssl.keyStorePassword
          ssl: {keyStore: {filename: x, password: ""}} | httpServer.ssl.keyStore.password: empty in tidemark.yaml
          ssl: {keyStore: {filename: x, password: y}, mutualTLS: maybe} | httpServer.ssl.mutualTLS: 'maybe' from tidemark.yaml is not true or false
          ssl: {keyStore: {filename: x, password: y}, mutualTls: true} | unknown key 'httpServer.ssl.mutualTls' in tidemark.yaml (value 'true'); did you mean 'httpServer.ssl.mutualTLS'?
          ssl: {keyStore: {filename: x, passwort: y, password: z}} | unknown key 'httpServer.ssl.keyStore.passwort' in tidemark.yaml (value 'y'); did you mean 'httpServer.ssl.keyStore.password'?
          ssl: | httpServer.ssl: the section is empty in tidemark.yaml
          authentication: {basic: {}} | httpServer.authentication.basic: the section is empty in tidemark.yaml
          authentication: {basic: {password: p}} | httpServer.authentication.basic.username: missing in tidemark.yaml
          authentication: {basic: {username: u}} | httpServer.authentication.basic.password: missing in tidemark.yaml
          authentication: {basic: {username: u, password: [p]}} | httpServer.authentication.basic.password: a list in tidemark.yaml, allowed is one value
          authentication: {basic: {username: u, password: "${GONE}"}} | httpServer.authentication.basic.password: the environment variable 'GONE' is not set, or empty
          authentication: {basic: {username: u, algorithm: MD5}} | httpServer.authentication.basic.algorithm: 'MD5' from tidemark.yaml is not one of plaintext, SHA-1, SHA-256, SHA-512, PBKDF2WithHmacSHA1, PBKDF2WithHmacSHA256, PBKDF2WithHmacSHA512
          authentication: {basic: {username: u, algorithm: SHA-1, passwordHash: a}} | httpServer.authentication.basic.salt: missing in tidemark.yaml
          authentication: {basic: {username: u, algorithm: SHA-1, salt: a}} | httpServer.authentication.basic.passwordHash: missing in tidemark.yaml
          authentication: {basic: {username: u, algorithm: PBKDF2WithHmacSHA1, salt: a, passwordHash: b, iterations: 0}} | httpServer.authentication.basic.iterations: '0' from tidemark.yaml is not a whole number from 1 to 10000000
          """)
  void aFlawIsOneLineAndClosesTheServer(String yaml, String line) {
    Load load = Load.of().yaml(folder, "port: 1\nhttpServer:\n  " + yaml);
    Config config = load.config();
    assertThat(config.httpSecurity()).isEqualTo(HttpSecurity.CLOSED);
    assertThat(config.port()).isEqualTo(1);
    assertThat(load.lines)
        .extracting(text -> text.replace(folder + "/", ""))
        .containsExactly(line + CLOSED);
  }

  @Test
  void httpServerInAnyOtherPlaceOrCaseClosesTheServerToo() {
    assertClosed(Load.of().yaml(folder, "httpserver: {ssl: {keyStore: {filename: x}}}"));
    assertClosed(Load.of().yaml(folder, "httpServer: {threads: {maximum: 5}}"));
    assertClosed(Load.of().yaml(folder, "httpServer: {authentication: {plugin: {class: x.Y}}}"));
    assertClosed(Load.of().yaml(folder, SSL + "httpServer.ssl.keyStore.filename: again\n"));
    assertClosed(Load.of().arguments("httpServer.ssl.keyStore.filename=x"));
    assertClosed(Load.of().property("tidemark.httpServer.authentication.basic.username", "x"));
    assertClosed(Load.of().variable("TIDEMARK_HTTPSERVER_SSL_KEYSTORE_FILENAME", "x"));
  }

  @Test
  void anEmptyHttpServerAsksForNothing() {
    Load load = Load.of().yaml(folder, "httpServer:\n  # ssl: ...\n");
    assertThat(load.config()).isEqualTo(Load.defaults());
    assertThat(load.lines).isEmpty();
  }

  @Test
  void noSecretIsInALineOrInToString() {
    Load load =
        Load.of()
            .yaml(
                folder,
                SSL.replace("0123", "hunter2")
                    + "  authentication: {basic: {username: u, algorithm: SHA-1,"
                    + " passwordHash: hunter2, salt: hunter2}}\n");
    Config config = load.config();
    assertThat(config.httpSecurity().closed()).isFalse();
    assertThat(config.toString()).contains("/etc/key.p12", "SHA-1").doesNotContain("hunter2");

    Load misspelt = Load.of().yaml(folder, "httpServer.ssl.keyPassword: hunter2");
    assertClosed(misspelt);
    assertThat(misspelt.lines).noneMatch(line -> line.contains("hunter2"));
  }

  private static void assertClosed(Load load) {
    assertThat(load.config().httpSecurity()).isEqualTo(HttpSecurity.CLOSED);
    assertThat(load.lines).isNotEmpty().allMatch(line -> line.endsWith(CLOSED));
  }

  private HttpSecurity security(String yaml) {
    Load load = Load.of().yaml(folder, yaml);
    HttpSecurity security = load.config().httpSecurity();
    assertThat(load.lines).isEmpty();
    return security;
  }

  private Optional<BasicAuth> basic(String flow) {
    return security("httpServer.authentication.basic: {" + flow + "}").basicAuth();
  }
}
