package io.tidemark.agent.config;

import java.util.Map;
import java.util.Optional;

/**
 * Values below {@code httpServer} of the config file. A method that cannot give what it is asked
 * for says so in one line, remembers that there is a flaw, and returns null.
 */
final class SecurityValues {

  private final Map<String, String> given;
  private final String file;
  private final Map<String, String> systemProperties;
  private final Map<String, String> environment;
  private final Problems problems;
  private boolean flawed;

  /** {@code given} holds every key of the file below {@code httpServer}, with null for a list. */
  SecurityValues(
      Map<String, String> given,
      String file,
      Map<String, String> systemProperties,
      Map<String, String> environment,
      Problems problems) {
    this.given = given;
    this.file = file;
    this.systemProperties = systemProperties;
    this.environment = environment;
    this.problems = problems;
  }

  boolean flawed() {
    return flawed;
  }

  void flaw(String line) {
    flawed = true;
    problems.line(line + Problems.SERVER_STAYS_CLOSED);
  }

  boolean hasSection(String prefix) {
    for (String key : given.keySet()) {
      if (key.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  Optional<String> optional(String key) {
    return given.containsKey(key) ? Optional.ofNullable(present(key)) : Optional.empty();
  }

  String required(String key) {
    if (!given.containsKey(key)) {
      flaw(key + ": missing in " + file);
      return null;
    }
    return present(key);
  }

  String required(String key, String systemProperty) {
    if (given.containsKey(key)) {
      return present(key);
    }
    Optional<String> property = systemProperty(systemProperty);
    if (property.isEmpty()) {
      flaw(key + ": missing in " + file + ", and no system property " + systemProperty);
    }
    return property.orElse(null);
  }

  Optional<String> systemProperty(String name) {
    String value = systemProperties.get(name);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  <T> T parsed(String key, Parser<T> parser, T fallback) {
    Optional<String> text = optional(key);
    if (text.isEmpty()) {
      return fallback;
    }
    T value = parser.parse(text.get());
    if (value == null) {
      notAllowed(key, text.get(), parser.allowed());
      return fallback;
    }
    return value;
  }

  void notAllowed(String key, String value, String allowed) {
    flaw(key + ": " + Problems.quote(value) + " from " + file + " is not " + allowed);
  }

  /**
   * {@code ${VARIABLE}} by jmx_exporter's rule: the whole value is one variable, or none of it is.
   */
  String resolved(String key, String value) {
    if (value == null) {
      return null;
    }
    String text = value.trim();
    if (text.length() <= 3 || !text.startsWith("${") || !text.endsWith("}")) {
      return value;
    }
    String variable = text.substring(2, text.length() - 1).trim();
    String found = environment.get(variable);
    if (found != null && !found.isBlank()) {
      return found.trim();
    }
    flaw(key + ": the environment variable " + Problems.quote(variable) + " is not set, or empty");
    return null;
  }

  private String present(String key) {
    String value = given.get(key);
    if (value == null) {
      flaw(key + ": a list in " + file + ", allowed is one value");
    } else if (value.isBlank()) {
      flaw(key + ": empty in " + file);
      return null;
    }
    return value;
  }
}
