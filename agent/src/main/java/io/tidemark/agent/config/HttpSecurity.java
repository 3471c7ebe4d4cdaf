package io.tidemark.agent.config;

import java.util.Objects;
import java.util.Optional;

/**
 * How the HTTP server is protected, with jmx_exporter's structure and meaning. Immutable; {@code
 * toString} shows no secret.
 *
 * @param ssl TLS, or empty for plain HTTP
 * @param basicAuthentication who may ask, or empty for anyone
 * @param closed whether protection was asked for that cannot be given, such as a misspelt key: the
 *     HTTP server must then not be opened at all, since open is not what the user wants; the two
 *     others are empty
 */
public record HttpSecurity(
    Optional<Ssl> ssl, Optional<BasicAuthentication> basicAuthentication, boolean closed) {

  static final HttpSecurity NONE = new HttpSecurity(Optional.empty(), Optional.empty(), false);
  static final HttpSecurity CLOSED = new HttpSecurity(Optional.empty(), Optional.empty(), true);

  public HttpSecurity {
    Objects.requireNonNull(ssl, "ssl");
    Objects.requireNonNull(basicAuthentication, "basicAuthentication");
  }

  /**
   * {@code httpServer.ssl}.
   *
   * @param keyStore the server's key and certificate
   * @param certificateAlias which of its certificates, or empty for the first that fits
   * @param trustStore the authorities of the clients' certificates; present exactly when {@code
   *     mutualTLS} is true, and then every client must have one
   */
  public record Ssl(
      KeyStore keyStore, Optional<String> certificateAlias, Optional<KeyStore> trustStore) {
    public Ssl {
      Objects.requireNonNull(keyStore, "keyStore");
      Objects.requireNonNull(certificateAlias, "certificateAlias");
      Objects.requireNonNull(trustStore, "trustStore");
    }
  }

  /**
   * A key store or a trust store; whether the file can be read is not known here.
   *
   * @param filename its path
   * @param password of the store and of its keys
   * @param type such as {@code PKCS12}, or empty for the platform's default
   */
  public record KeyStore(String filename, String password, Optional<String> type) {
    public KeyStore {
      Objects.requireNonNull(filename, "filename");
      Objects.requireNonNull(password, "password");
      Objects.requireNonNull(type, "type");
    }

    @Override
    public String toString() {
      return "KeyStore[filename=" + filename + ", type=" + type + "]";
    }
  }

  /**
   * {@code httpServer.authentication.basic}.
   *
   * @param username the one user
   * @param algorithm {@code plaintext}, {@code SHA-1}, {@code SHA-256}, {@code SHA-512}, {@code
   *     PBKDF2WithHmacSHA1}, {@code PBKDF2WithHmacSHA256} or {@code PBKDF2WithHmacSHA512}
   * @param secret the password when the algorithm is {@code plaintext}, else its hash in
   *     hexadecimal, of either case and maybe with colons: for SHA that of {@code salt:password}
   * @param salt empty exactly when the algorithm is {@code plaintext}
   * @param iterations of PBKDF2; 0 where none are given, which means jmx_exporter's default, and
   *     for the other algorithms
   * @param keyLength of PBKDF2 in bits, or in bytes as jmx_exporter once read it: the hash's length
   *     tells which, and is enough where this is 0, not given
   */
  public record BasicAuthentication(
      String username,
      String algorithm,
      String secret,
      Optional<String> salt,
      int iterations,
      int keyLength) {

    /** The algorithm of a password that is given as it is. */
    public static final String PLAINTEXT = "plaintext";

    public BasicAuthentication {
      Objects.requireNonNull(username, "username");
      Objects.requireNonNull(algorithm, "algorithm");
      Objects.requireNonNull(secret, "secret");
      Objects.requireNonNull(salt, "salt");
    }

    @Override
    public String toString() {
      return "BasicAuthentication[username=" + username + ", algorithm=" + algorithm + "]";
    }
  }
}
