package io.tidemark.agent.config;

import io.tidemark.agent.config.Parsers.TrueOrFalse;
import io.tidemark.agent.config.Parsers.WholeNumber;
import io.tidemark.exporter.http.BasicAuth;
import io.tidemark.exporter.http.Tls;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code httpServer} of the config file as jmx_exporter 1.6 does: the same keys, the same
 * fall-back to {@code javax.net.ssl.*}. Any flaw closes the server: half of the protection that was
 * asked for is none.
 */
final class SecurityReader {

  private static final String SSL = "httpServer.ssl.";
  private static final String BASIC = "httpServer.authentication.basic.";
  private static final List<String> KNOWN =
      List.of(
          SSL + "keyStore.filename",
          SSL + "keyStore.password",
          SSL + "keyStore.type",
          SSL + "certificate.alias",
          SSL + "mutualTLS",
          SSL + "trustStore.filename",
          SSL + "trustStore.password",
          SSL + "trustStore.type",
          BASIC + "username",
          BASIC + "password",
          BASIC + "passwordHash",
          BASIC + "algorithm",
          BASIC + "salt",
          BASIC + "iterations",
          BASIC + "keyLength");

  private final SecurityValues values;

  private SecurityReader(SecurityValues values) {
    this.values = values;
  }

  /** What {@code given} asks for, where {@code values} looks up the same keys. */
  static HttpSecurity read(Map<String, String> given, String file, SecurityValues values) {
    for (Map.Entry<String, String> entry : given.entrySet()) {
      String key = entry.getKey();
      if (KNOWN.contains(key)) {
        continue;
      }
      String value = entry.getValue() == null ? "a list" : entry.getValue();
      if (value.isEmpty() && isSection(key)) {
        values.flaw(key + ": the section is empty in " + file);
      } else {
        String unknown = Problems.unknownKey(key, value, file);
        values.flaw(unknown + "; " + Problems.meant(key, KNOWN, ""));
      }
    }
    SecurityReader reader = new SecurityReader(values);
    Optional<Tls> tls = values.hasSection(SSL) ? reader.tls() : Optional.empty();
    Optional<BasicAuth> basic = values.hasSection(BASIC) ? reader.basic() : Optional.empty();
    return values.flawed() ? HttpSecurity.CLOSED : new HttpSecurity(tls, basic, false);
  }

  private static boolean isSection(String key) {
    for (String known : KNOWN) {
      if (known.startsWith(key + ".")) {
        return true;
      }
    }
    return false;
  }

  private Optional<Tls> tls() {
    Optional<Tls.Store> keys = store("keyStore");
    Optional<String> alias = values.optional(SSL + "certificate.alias");
    boolean mutual = values.parsed(SSL + "mutualTLS", new TrueOrFalse(), false);
    Optional<Tls.Store> trusted = mutual ? store("trustStore") : Optional.empty();
    return values.flawed()
        ? Optional.empty()
        : Optional.of(new Tls(keys.orElseThrow(), alias, trusted));
  }

  private Optional<Tls.Store> store(String name) {
    String key = SSL + name;
    String property = "javax.net.ssl." + name;
    String filename = values.required(key + ".filename", property);
    String written = values.required(key + ".password", property + "Password");
    String password = values.resolved(key + ".password", written);
    Optional<String> type = values.optional(key + ".type");
    if (type.isEmpty()) {
      type = values.systemProperty(property + "Type");
    }
    return values.flawed()
        ? Optional.empty()
        : Optional.of(new Tls.Store(filename, password, type));
  }

  private Optional<BasicAuth> basic() {
    String username = values.resolved(BASIC + "username", values.required(BASIC + "username"));
    String algorithm = values.optional(BASIC + "algorithm").orElse(BasicAuth.PLAINTEXT);
    if (algorithm.equalsIgnoreCase(BasicAuth.PLAINTEXT)) {
      String password = values.resolved(BASIC + "password", values.required(BASIC + "password"));
      return basic(username, BasicAuth.PLAINTEXT, password, Optional.empty(), 0, 0);
    }
    boolean derived = BasicAuth.DERIVATIONS.containsKey(algorithm);
    if (!derived && !BasicAuth.DIGESTS.contains(algorithm)) {
      values.notAllowed(BASIC + "algorithm", algorithm, "one of " + BasicAuth.ALGORITHMS);
      return Optional.empty();
    }
    String hash = values.required(BASIC + "passwordHash");
    Optional<String> salt = Optional.ofNullable(values.required(BASIC + "salt"));
    if (!derived) {
      return basic(username, algorithm, hash, salt, 0, 0);
    }
    int iterations = number("iterations", 10_000_000);
    int keyLength = number("keyLength", 65_536);
    return basic(username, algorithm, hash, salt, iterations, keyLength);
  }

  private int number(String name, int most) {
    return values.parsed(BASIC + name, new WholeNumber(1, most), 0);
  }

  private Optional<BasicAuth> basic(
      String username,
      String algorithm,
      String secret,
      Optional<String> salt,
      int iterations,
      int keyLength) {
    return values.flawed()
        ? Optional.empty()
        : Optional.of(new BasicAuth(username, algorithm, secret, salt, iterations, keyLength));
  }
}
