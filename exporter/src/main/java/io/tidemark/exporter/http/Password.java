package io.tidemark.exporter.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.KeySpec;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as jmx_exporter's configuration gives it: in plain text, as {@code
 * SHA-x(salt:password)}, or as PBKDF2 of the password and the salt; hashes in hexadecimal digits,
 * with or without colons.
 */
interface Password {
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
    if (algorithm.equals(BasicAuth.PLAINTEXT)) {
      byte[] expected = Credentials.bytes(required(settings.secret(), "password", algorithm));
      return given -> MessageDigest.isEqual(expected, Credentials.bytes(given));
    }
    if (BasicAuth.DIGESTS.contains(algorithm)) {
      String prefix = salt(settings) + ":";
      return hashed(settings, given -> digest(algorithm, prefix + given));
    }
    if (BasicAuth.DERIVATIONS.containsKey(algorithm)) {
      return pbkdf2(settings);
    }
    throw new IllegalArgumentException(
        "algorithm " + algorithm + " is not one of " + BasicAuth.ALGORITHMS);
  }

  private static Password pbkdf2(BasicAuth settings) {
    String algorithm = settings.algorithm();
    byte[] salt = Credentials.bytes(salt(settings));
    int iterations = given(settings.iterations(), BasicAuth.DERIVATIONS.get(algorithm));
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations " + iterations + " is below 1");
    }
    int hashBytes = hash(settings).length;
    int keyLength = given(settings.keyLength(), hashBytes);
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

  private static int given(int number, int fallback) {
    return number == 0 ? fallback : number;
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
    String hash = required(settings.secret(), "passwordHash", settings.algorithm());
    try {
      return HexFormat.of().parseHex(hash.replace(":", "").strip());
    } catch (IllegalArgumentException e) {
      // The cause would quote the hash.
      throw new IllegalArgumentException("passwordHash is not made of hexadecimal digits");
    }
  }

  private static String salt(BasicAuth settings) {
    return required(settings.salt().orElse(""), "salt", settings.algorithm());
  }

  private static String required(String value, String key, String algorithm) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(key + " is needed with algorithm " + algorithm);
    }
    return value;
  }
}
