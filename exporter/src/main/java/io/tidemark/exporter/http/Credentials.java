package io.tidemark.exporter.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Checks HTTP basic authentication, RFC 7617, in times that do not depend on how much of the
 * credentials is right. Safe for use by several threads.
 */
final class Credentials {
  /** What came of a check. */
  enum Verdict {
    ACCEPTED,
    REFUSED,
    /** Not looked at: a wrong password was tried shortly before, and a check costs much. */
    TOO_SOON
  }

  /**
   * After a refused check this many times its duration must pass, so that who guesses passwords
   * cannot take more than a tenth of one processor from the application.
   */
  private static final int PAUSE_FACTOR = 9;

  private static final String SCHEME = "basic ";

  private final byte[] username;
  private final Password password;
  private final LongSupplier nanoTime;
  private final byte[] key = new byte[32];
  private volatile byte[] lastAccepted = new byte[0];
  private long nextCheckNanos;

  /**
   * @throws IllegalArgumentException where the settings cannot be used; the message says why
   */
  Credentials(BasicAuth settings, LongSupplier nanoTime) {
    this.username = bytes(settings.username());
    this.password = Password.of(settings);
    this.nanoTime = nanoTime;
    this.nextCheckNanos = nanoTime.getAsLong();
    new SecureRandom().nextBytes(key);
  }

  /**
   * @param authorization the header's value, null where it is absent
   */
  Verdict check(String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Verdict.REFUSED;
    }
    byte[] fingerprint = fingerprint(authorization);
    if (MessageDigest.isEqual(fingerprint, lastAccepted)) {
      return Verdict.ACCEPTED;
    }
    String given;
    try {
      String encoded = authorization.substring(SCHEME.length()).strip();
      given = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Verdict.REFUSED;
    }
    int colon = given.indexOf(':');
    if (colon < 0) {
      return Verdict.REFUSED;
    }
    Verdict verdict = checkInTurn(given.substring(0, colon), given.substring(colon + 1));
    if (verdict == Verdict.ACCEPTED) {
      lastAccepted = fingerprint;
    }
    return verdict;
  }

  private synchronized Verdict checkInTurn(String givenName, String givenPassword) {
    long start = nanoTime.getAsLong();
    if (start - nextCheckNanos < 0) {
      return Verdict.TOO_SOON;
    }
    // Both are always looked at: the time must not tell whether the name was right.
    boolean accepted =
        MessageDigest.isEqual(username, bytes(givenName)) & password.matches(givenPassword);
    if (accepted) {
      return Verdict.ACCEPTED;
    }
    long took = nanoTime.getAsLong() - start;
    if (took > TimeUnit.MILLISECONDS.toNanos(1)) {
      nextCheckNanos = start + took * (PAUSE_FACTOR + 1);
    }
    return Verdict.REFUSED;
  }

  /** Kept in place of the credentials, so that a heap dump does not hold them for long. */
  private byte[] fingerprint(String authorization) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key);
      return digest.digest(bytes(authorization));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
