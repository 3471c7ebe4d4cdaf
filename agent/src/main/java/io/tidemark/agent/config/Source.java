package io.tidemark.agent.config;

import java.util.Locale;

/**
 * One of the four places a key can be set in, and how a key is spelled there.
 *
 * @param name to be read after "in"
 * @param prefix what a key begins with there
 * @param upperCase whether keys are in upper case there, with {@code _} for dots and dashes
 */
record Source(String name, String prefix, boolean upperCase) {

  static final Source ARGUMENTS = new Source("the agent arguments", "", false);
  static final Source PROPERTIES = new Source("the system properties", "tidemark.", false);
  static final Source ENVIRONMENT = new Source("the environment", "TIDEMARK_", true);

  static Source file(String path) {
    return new Source(path, "", false);
  }

  String spell(String key) {
    if (!upperCase) {
      return prefix + key;
    }
    return prefix + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The key that is spelled so here, or null. */
  Key<?> find(String spelled) {
    for (Key<?> key : Keys.ALL) {
      if (spell(key.name()).equals(spelled)) {
        return key;
      }
    }
    return null;
  }
}
