package io.tidemark.exporter.http;

import io.tidemark.exporter.ExporterSettings.BasicAuth;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.KeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as jmx_exporter's configuration gives it: in plain text, as {@code
 * SHA-x(salt:password)}, or as PBKDF2 of the password and the salt; hashes in hexadecimal digits,
 * with or without colons.
 */
interface Password {
  /** jmx_exporter's defaults, after OWASP's password storage cheat sheet. */
  Map<String, Integer> PBKDF2_ITERATIONS =
      Map.of(
          "PBKDF2WithHmacSHA1", 1_300_000,
          "PBKDF2WithHmacSHA256", 600_000,
          "PBKDF2WithHmacSHA512", 210_000);

  List<String> DIGESTS = List.of("SHA-1", "SHA-256", "SHA-512");

  /** Whether the given password is the one, in constant time. */
  boolean matches(String given);

  /**
   * @throws IllegalArgumentException where the settings cannot be used; the message says why and
   *     holds no secret
   */
  static Password of(BasicAuth settings) {
    if (settings.username().isBlank()) {
      throw new IllegalArgumentException("username is empty");
    }
    String algorithm = settings.algorithm();
    if (algorithm.equals("plaintext")) {
      byte[] expected = Credentials.bytes(required(settings.password(), "password", algorithm));
      return given -> MessageDigest.isEqual(expected, Credentials.bytes(given));
    }
    if (DIGESTS.contains(algorithm)) {
      String prefix = required(settings.salt(), "salt", algorithm) + ":";
      return hashed(settings, given -> digest(algorithm, prefix + given));
    }
    if (PBKDF2_ITERATIONS.containsKey(algorithm)) {
      return pbkdf2(settings);
    }
    throw new IllegalArgumentException(
        "algorithm "
            + algorithm
            + " is not one of plaintext, SHA-1, SHA-256, SHA-512, PBKDF2WithHmacSHA1,"
            + " PBKDF2WithHmacSHA256, PBKDF2WithHmacSHA512");
  }

  private static Password pbkdf2(BasicAuth settings) {
    String algorithm = settings.algorithm();
    byte[] salt = Credentials.bytes(required(settings.salt(), "salt", algorithm));
    int iterations = settings.iterations().orElse(PBKDF2_ITERATIONS.get(algorithm));
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations " + iterations + " is below 1");
    }
    int hashBytes = hash(settings).length;
    int keyLength = settings.keyLength().orElse(hashBytes);
    // jmx_exporter took bytes at first and takes bits as well now; the hash says which is meant.
    if (keyLength != hashBytes && keyLength != hashBytes * Byte.SIZE) {
      throw new IllegalArgumentException(
          "keyLength " + keyLength + " does not fit a passwordHash of " + hashBytes + " bytes");
    }
    return hashed(
        settings,
        given ->
            derive(
                algorithm,
                new PBEKeySpec(given.toCharArray(), salt, iterations, hashBytes * Byte.SIZE)));
  }

  /** How a password becomes its hash. */
  @FunctionalInterface
  interface Hash {
    byte[] of(String given) throws GeneralSecurityException;
  }

  private static Password hashed(BasicAuth settings, Hash hash) {
    byte[] expected = hash(settings);
    return given -> {
      try {
        return MessageDigest.isEqual(expected, hash.of(given));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(settings.algorithm() + " is not to be had in this JVM", e);
      }
    };
  }

  private static byte[] digest(String algorithm, String text) throws GeneralSecurityException {
    return MessageDigest.getInstance(algorithm).digest(Credentials.bytes(text));
  }

  private static byte[] derive(String algorithm, KeySpec key) throws GeneralSecurityException {
    return SecretKeyFactory.getInstance(algorithm).generateSecret(key).getEncoded();
  }

  private static byte[] hash(BasicAuth settings) {
    String hash = required(settings.passwordHash(), "passwordHash", settings.algorithm());
    try {
      return HexFormat.of().parseHex(hash.replace(":", "").strip());
    } catch (IllegalArgumentException e) {
      // The cause would quote the hash.
      throw new IllegalArgumentException("passwordHash is not made of hexadecimal digits");
    }
  }

  private static String required(Optional<String> value, String key, String algorithm) {
    return value
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () -> new IllegalArgumentException(key + " is needed with algorithm " + algorithm));
  }
}
