package io.tidemark.agent.config;

import io.tidemark.exporter.Exporter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers what was given in the four spellings, to be added in their order of strength, the
 * strongest first. Used by one thread.
 */
final class Settings {

  /** Set by the agent itself: the port that was taken, or why there is none. */
  private static final Set<String> OWN_PROPERTIES =
      Set.of(Exporter.PORT_PROPERTY, Exporter.PROBLEM_PROPERTY);

  /** Begins the variables that are for the command line, which may run under the agent itself. */
  private static final String COMMAND_LINE = "TIDEMARK_CLI_";

  private static final String SECURITY = "httpServer";

  private final Problems problems;

  /** By key; null for what one spelling gave twice. */
  private final Map<String, Setting> given = new HashMap<>();

  private final Map<String, String> security = new LinkedHashMap<>();
  private boolean securityFlawed;

  Settings(Problems problems) {
    this.problems = problems;
  }

  /** {@code key=value,key=value}, where {@code \,} is a comma of a value; may be null. */
  void addArguments(String arguments) {
    if (arguments != null) {
      for (String argument : split(arguments)) {
        addArgument(argument);
      }
    }
  }

  static List<String> split(String arguments) {
    List<String> split = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    for (int i = 0; i < arguments.length(); i++) {
      if (arguments.startsWith("\\,", i)) {
        argument.append(',');
        i++;
      } else if (arguments.charAt(i) == ',') {
        split.add(argument.toString().trim());
        argument.setLength(0);
      } else {
        argument.append(arguments.charAt(i));
      }
    }
    split.add(argument.toString().trim());
    return split;
  }

  private void addArgument(String argument) {
    int equals = argument.indexOf('=');
    if (equals > 0) {
      String value = argument.substring(equals + 1).trim();
      add(Source.ARGUMENTS, argument.substring(0, equals).trim(), value);
    } else if (!argument.isEmpty()) {
      problems.line(
          "agent argument " + Problems.quote(argument) + " is ignored; allowed is key=value");
    }
  }

  void addProperties(Map<String, String> properties) {
    for (Map.Entry<String, String> entry : properties.entrySet()) {
      String name = entry.getKey();
      if (name.startsWith(Source.PROPERTIES.prefix()) && !OWN_PROPERTIES.contains(name)) {
        add(Source.PROPERTIES, name, entry.getValue().trim());
      }
    }
  }

  /** An empty variable is one that is not set, as compose files and charts write it. */
  void addEnvironment(Map<String, String> environment) {
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      String name = entry.getKey();
      String value = entry.getValue().trim();
      if (name.startsWith(Source.ENVIRONMENT.prefix())
          && !name.startsWith(COMMAND_LINE)
          && !value.isEmpty()
          && !ServiceLinks.contains(name, value)) {
        add(Source.ENVIRONMENT, name, value);
      }
    }
  }

  void addFile(Source file, List<YamlFile.Entry> entries) {
    for (YamlFile.Entry entry : entries) {
      String key = entry.key();
      if (isSecurity(key)) {
        addSecurity(file, entry);
      } else if (key.equals(Keys.CONFIG.name())) {
        problems.line("config: not allowed in " + file.name() + ", which is one; it is ignored");
      } else if (!entry.value().isEmpty() || file.find(key) != null || !isSection(key)) {
        add(file, key, entry.value().trim());
      }
    }
  }

  private void addSecurity(Source file, YamlFile.Entry entry) {
    if (entry.key().equals(SECURITY) && entry.value().isEmpty()) {
      return;
    }
    if (security.containsKey(entry.key())) {
      flawed(Problems.quote(entry.key()) + ": given twice in " + file.name());
    }
    security.put(entry.key(), entry.list() ? null : entry.value());
  }

  private void add(Source source, String spelled, String value) {
    if (isSecurity(spelled.substring(source.prefix().length()))) {
      flawed(
          Problems.quote(spelled) + " in " + source.name() + ": httpServer is for the config file");
      return;
    }
    Key<?> key = source.find(spelled);
    if (key == null) {
      problems.unknown(spelled, value, source);
    } else if (!given.containsKey(key.name())) {
      given.put(key.name(), new Setting(value, source));
    } else {
      Setting first = given.get(key.name());
      if (first != null && first.source() == source) {
        problems.givenTwice(key, first, value);
        given.put(key.name(), null);
      }
    }
  }

  /** The strongest value, or the default, after one line if the strongest is not allowed. */
  <T> T value(Key<T> key) {
    Setting setting = given.get(key.name());
    if (setting == null) {
      return key.fallback();
    }
    T value = key.parser().parse(setting.value());
    if (value == null) {
      problems.notAllowed(key, setting);
      return key.fallback();
    }
    return value;
  }

  /** Whether the key was given in a way that {@link #value} has to replace by the default. */
  boolean isFlawed(Key<?> key) {
    if (!given.containsKey(key.name())) {
      return false;
    }
    Setting setting = given.get(key.name());
    return setting == null || key.parser().parse(setting.value()) == null;
  }

  /** Where the strongest value was given, to be read after "from". */
  String origin(Key<?> key) {
    Setting setting = given.get(key.name());
    return setting == null ? "the defaults" : setting.origin(key.name());
  }

  /**
   * The default, whatever was given: a config file that cannot be read may have asked for
   * authentication, and without it nobody but this machine may ask.
   */
  String hostWithoutFile() {
    String wanted = value(Keys.HOST);
    String host = Keys.HOST.fallback();
    if (!wanted.equals(host)) {
      problems.line(
          "host: "
              + Problems.quote(wanted)
              + " is not used, since the config file that is left out may ask for authentication"
              + Problems.defaultIsUsed(Keys.HOST));
    }
    return host;
  }

  HttpSecurity httpSecurity(
      String file, Map<String, String> properties, Map<String, String> environment) {
    HttpSecurity read = HttpSecurity.NONE;
    if (!security.isEmpty()) {
      SecurityValues values = new SecurityValues(security, file, properties, environment, problems);
      read = SecurityReader.read(security, file, values);
    }
    return securityFlawed ? HttpSecurity.CLOSED : read;
  }

  private void flawed(String line) {
    securityFlawed = true;
    problems.line(line + Problems.SERVER_STAYS_CLOSED);
  }

  private static boolean isSecurity(String key) {
    return key.regionMatches(true, 0, SECURITY, 0, SECURITY.length());
  }

  private static boolean isSection(String key) {
    for (Key<?> known : Keys.ALL) {
      if (known.name().startsWith(key + ".")) {
        return true;
      }
    }
    return false;
  }
}
