package io.tidemark.exporter;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the exporter is told. Immutable.
 *
 * @param host the name or address to bind to; a loopback one also limits the Host headers answered
 * @param port the port, 0 for any free one
 * @param sitesTop how many sites are shown by their excess bytes, at least 0
 * @param jvmMetrics whether the {@code jvm_memory} families are published
 * @param sweepInterval the agent's sweep interval; health is judged by it
 * @param tls HTTPS in place of HTTP, where present
 * @param basicAuth credentials asked for everywhere but on the health paths, where present
 */
public record ExporterSettings(
    String host,
    int port,
    int sitesTop,
    boolean jvmMetrics,
    Duration sweepInterval,
    Optional<Tls> tls,
    Optional<BasicAuth> basicAuth) {

  /**
   * @throws IllegalArgumentException where a number is out of its range
   */
  public ExporterSettings {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(sweepInterval, "sweepInterval");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(basicAuth, "basicAuth");
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
    if (sitesTop < 0) {
      throw new IllegalArgumentException("sitesTop " + sitesTop + " is below 0");
    }
    if (sweepInterval.isNegative() || sweepInterval.isZero()) {
      throw new IllegalArgumentException("sweepInterval " + sweepInterval + " is not above 0");
    }
  }

  /**
   * By hand: the JDK's {@code ObjectMethods} keeps the last record class whose generated equals it
   * linked, and with it the class loader of an agent that has left.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof ExporterSettings that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<Object> parts() {
    return List.of(host, port, sitesTop, jvmMetrics, sweepInterval, tls, basicAuth);
  }

  /**
   * HTTPS, as jmx_exporter's {@code httpServer.ssl} describes it.
   *
   * @param keyStore {@code keyStore.filename}
   * @param keyStorePassword {@code keyStore.password}
   * @param keyStoreType {@code keyStore.type}; the JDK's default type where absent
   * @param certificateAlias {@code certificate.alias}; the key manager's choice where absent
   * @param mutualTls {@code mutualTLS}: whether a client must show a certificate that is trusted
   * @param trustStore {@code trustStore.filename}; the JDK's default trust store where absent
   * @param trustStorePassword {@code trustStore.password}
   * @param trustStoreType {@code trustStore.type}; the JDK's default type where absent
   */
  public record Tls(
      String keyStore,
      String keyStorePassword,
      Optional<String> keyStoreType,
      Optional<String> certificateAlias,
      boolean mutualTls,
      Optional<String> trustStore,
      Optional<String> trustStorePassword,
      Optional<String> trustStoreType) {

    public Tls {
      Objects.requireNonNull(keyStore, "keyStore");
      Objects.requireNonNull(keyStorePassword, "keyStorePassword");
      Objects.requireNonNull(keyStoreType, "keyStoreType");
      Objects.requireNonNull(certificateAlias, "certificateAlias");
      Objects.requireNonNull(trustStore, "trustStore");
      Objects.requireNonNull(trustStorePassword, "trustStorePassword");
      Objects.requireNonNull(trustStoreType, "trustStoreType");
    }

    /** By hand: see {@link ExporterSettings#equals}. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Tls that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
      return parts().hashCode();
    }

    private List<Object> parts() {
      return List.of(
          keyStore,
          keyStorePassword,
          keyStoreType,
          certificateAlias,
          mutualTls,
          trustStore,
          trustStorePassword,
          trustStoreType);
    }

    /** Names the files, never a password. */
    @Override
    public String toString() {
      return "Tls[keyStore=" + keyStore + ", mutualTls=" + mutualTls + "]";
    }
  }

  /**
   * HTTP basic authentication, as jmx_exporter's {@code httpServer.authentication.basic} describes
   * it.
   *
   * @param username the one user
   * @param algorithm {@code plaintext}, {@code SHA-1}, {@code SHA-256}, {@code SHA-512}, {@code
   *     PBKDF2WithHmacSHA1}, {@code PBKDF2WithHmacSHA256} or {@code PBKDF2WithHmacSHA512}
   * @param password the password, for {@code plaintext}
   * @param passwordHash the hash in hexadecimal digits, with or without colons, for all others
   * @param salt the salt, for all others
   * @param iterations of PBKDF2; jmx_exporter's default for the algorithm where absent
   * @param keyLength of PBKDF2, in bits or, as jmx_exporter had it first, in bytes; the length of
   *     {@code passwordHash} says which, and is enough where this is absent
   */
  public record BasicAuth(
      String username,
      String algorithm,
      Optional<String> password,
      Optional<String> passwordHash,
      Optional<String> salt,
      OptionalInt iterations,
      OptionalInt keyLength) {

    public BasicAuth {
      Objects.requireNonNull(username, "username");
      Objects.requireNonNull(algorithm, "algorithm");
      Objects.requireNonNull(password, "password");
      Objects.requireNonNull(passwordHash, "passwordHash");
      Objects.requireNonNull(salt, "salt");
      Objects.requireNonNull(iterations, "iterations");
      Objects.requireNonNull(keyLength, "keyLength");
    }

    /** By hand: see {@link ExporterSettings#equals}. */
    @Override
    public boolean equals(Object other) {
      return other instanceof BasicAuth that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
      return parts().hashCode();
    }

    private List<Object> parts() {
      return List.of(username, algorithm, password, passwordHash, salt, iterations, keyLength);
    }

    /** A user with a password in plain text. */
    public static BasicAuth plaintext(String username, String password) {
      return new BasicAuth(
          username,
          "plaintext",
          Optional.of(password),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty());
    }

    /** Names the user and the algorithm, never a password or hash. */
    @Override
    public String toString() {
      return "BasicAuth[username=" + username + ", algorithm=" + algorithm + "]";
    }
  }
}
