package io.tidemark.exporter.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * HTTP basic authentication, as jmx_exporter's {@code httpServer.authentication.basic} describes
 * it. Immutable.
 *
 * @param username the one user
 * @param algorithm one of {@link #ALGORITHMS}
 * @param secret the password where the algorithm is {@link #PLAINTEXT}, else its hash in
 *     hexadecimal digits of either case, with or without colons
 * @param salt of the hash; absent where the algorithm is {@link #PLAINTEXT}
 * @param iterations of PBKDF2; jmx_exporter's default for the algorithm where this is 0
 * @param keyLength of PBKDF2, in bits or, as jmx_exporter had it first, in bytes; the length of the
 *     hash says which, and is enough where this is 0
 */
public record BasicAuth(
    String username,
    String algorithm,
    String secret,
    Optional<String> salt,
    int iterations,
    int keyLength) {

  /** The algorithm of a password that is given as it is. */
  public static final String PLAINTEXT = "plaintext";

  /** The algorithms that hash {@code salt:password}. */
  public static final List<String> DIGESTS = List.of("SHA-1", "SHA-256", "SHA-512");

  /**
   * The algorithms that derive the hash from password and salt, each with jmx_exporter's default of
   * iterations, after OWASP's password storage cheat sheet.
   */
  public static final SortedMap<String, Integer> DERIVATIONS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  "PBKDF2WithHmacSHA1", 1_300_000,
                  "PBKDF2WithHmacSHA256", 600_000,
                  "PBKDF2WithHmacSHA512", 210_000)));

  /** All of them, for a person to read. */
  public static final String ALGORITHMS =
      String.join(
          ", ", PLAINTEXT, String.join(", ", DIGESTS), String.join(", ", DERIVATIONS.keySet()));

  public BasicAuth {
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(salt, "salt");
  }

  /** A user with a password in plain text. */
  public static BasicAuth plaintext(String username, String password) {
    return new BasicAuth(username, PLAINTEXT, password, Optional.empty(), 0, 0);
  }

  /** By hand, as in {@link io.tidemark.exporter.ExporterSettings#equals}. */
  @Override
  public boolean equals(Object other) {
    return other instanceof BasicAuth that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<Object> parts() {
    return List.of(username, algorithm, secret, salt, iterations, keyLength);
  }

  /** Names the user and the algorithm, never a password or hash. */
  @Override
  public String toString() {
    return "BasicAuth[username=" + username + ", algorithm=" + algorithm + "]";
  }
}
